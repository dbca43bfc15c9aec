use crate::correct::Shelf;
use rapporteur_ledger::{AsOf, Folds, Gathering, Ledger, Series, Standing, Tie, view};
use rapporteur_record::{Change, EntityId, FigureId};
use rapporteur_store::{ClaimRow, SeriesRow, Store, StoreError};
use rapporteur_story::Sketch;

/// Computes the figure ledger over the last versions of all documents of a store, and keeps it there. Who is who must have
/// been computed before ([`identify`](crate::identify)). While other programs add to the store, the last of them has the
/// last word.
///
/// Memory grows with the number of reports that have figures: some 5 KB for each.
///
/// # Errors
/// If the store cannot be read or written.
pub fn keep_ledger(store: &mut Store) -> Result<(), StoreError> {
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if keep_once(store)? {
            break;
        }
    }
    Ok(())
}

/// False if the store changed meanwhile.
fn keep_once(store: &mut Store) -> Result<bool, StoreError> {
    let state = store.state()?;
    let numbers = store.with_figures()?;
    let mut gathering = Gathering::default();
    let mut sketches = Vec::with_capacity(numbers.len());
    for &number in &numbers {
        let report = store.report(number)?.report;
        let identities = store.identities_in(number)?;
        let who = |id: &EntityId| match identities.get(&id.0) {
            Some(identity) => EntityId(identity.clone()),
            None => id.clone(),
        };
        gathering.report(number, &report, &who);
        sketches.push(Sketch::of(&report.document));
    }
    let ledger = gathering.ledger_tied(&Folds::of(&numbers, &sketches), &ties(store)?);
    let rows = ledger.series.iter().map(|series| row(series, &ledger));
    store.keep_ledger(rows, state)
}

/// What people said of figures over reports.
fn ties(store: &Store) -> Result<Vec<Tie>, StoreError> {
    let mut shelf = Shelf { store, open: None };
    let mut ties = Vec::new();
    for one in store.corrections()?.iter().filter(|one| one.undone.is_none()) {
        let (Change::JoinSeries { .. } | Change::PartSeries { .. }) = &one.what else { continue };
        let mut all: Vec<(i64, FigureId)> = Vec::new();
        let mut whole = true;
        for line in one.what.lines() {
            let places = shelf.places(line)?;
            whole &= !places.is_empty();
            all.extend(places.into_iter().map(|(document, number)| (document, FigureId(number))));
        }
        match &one.what {
            Change::JoinSeries { .. } if whole => ties.push(Tie::One(all)),
            Change::PartSeries { .. } => ties.push(Tie::Other(all)),
            _ => {}
        }
    }
    Ok(ties)
}

fn row<'l>(series: &'l Series, ledger: &'l Ledger) -> SeriesRow<'l> {
    // Numbers in tables begin with 1.
    let number = |place: usize| place + 1;
    let claims = series.entries.iter().map(|entry| {
        let claim = &entry.claim;
        let (standing, again) = match entry.standing {
            Standing::First => ("first", None),
            Standing::New => ("new", None),
            Standing::Former => ("former", None),
            Standing::Repeat(of) => ("repeat", Some(of)),
            Standing::Copy(of) => ("copy", Some(of)),
        };
        ClaimRow {
            document: claim.report,
            figure: claim.figure.0,
            standing,
            again,
            as_of: claim.as_of.map(|days| (days.first_written(), days.last_written())),
            as_of_known: claim.as_of_known.map(|known| match known {
                AsOf::Stated => "stated",
                AsOf::Published => "published",
            }),
            since: claim.since.map(|time| time.0),
            place: claim.place.map(|place| place.0),
            relations: entry.relations.iter().map(|(at, relation)| (*at, relation.name())).collect(),
        }
    });
    SeriesRow {
        measure: &series.measure,
        part_of: series.of.filter(|of| *of < ledger.series.len()).map(number),
        reports: series.reports(),
        gravest: series.gravest().map(rapporteur_ledger::Relation::name),
        ucdp: view::ucdp(series),
        conservative: view::conservative(series),
        latest: series.latest().into_iter().map(|entry| (entry.claim.report, entry.claim.figure.0)).collect(),
        beside: series.beside.iter().map(|(at, relation)| (number(*at), relation.name())).collect(),
        claims: claims.collect(),
    }
}
