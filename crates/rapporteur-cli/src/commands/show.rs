use crate::End;
use crate::args::{Common, Format, Show, View};
use crate::output::{self, Output};
use anyhow::{Result, bail};
use rapporteur::store::{Access, Cell, Rows, Store, StoreError};
use std::path::Path;
use std::time::Duration;

/// Shows a view of the store, filtered.
pub(crate) fn run(args: &Show, common: &Common) -> Result<End> {
    if args.why
        && !matches!(
            args.view,
            View::Statements | View::Figures | View::Events | View::Positions | View::Copies | View::Entities
        )
    {
        bail!(
            "--why tells of statements, figures, events, positions, copies and entities: `rapporteur show statements --why`"
        );
    }
    if (args.matrix || args.diary || args.issue.is_some()) && args.view != View::Positions {
        bail!("--matrix, --diary and --issue are for positions: `rapporteur show positions --matrix`");
    }
    let path = &args.store.store;
    let mut store = if args.as_read { without_corrections(path)? } else { brought_up(path)? };
    // The ledger reads all reports with figures again, so that it is computed when it is asked for.
    if matches!(args.view, View::Figures | View::Series) && store.ledger_waits()? {
        store = if args.as_read {
            rapporteur::engine::keep_ledger(&mut store)?;
            store
        } else {
            computed(store, path, rapporteur::engine::keep_ledger)?
        };
    }
    let format = if args.csv { Format::Csv } else { output::format(args.format) };
    let Asked { sql, conditions, limit, parameters } = query(args, format);
    let mut out = Output::new(format, Box::new(std::io::stdout()));
    if args.matrix {
        matrix(&mut store, &conditions, &parameters, &mut out, &limit)?;
    } else {
        // No limit: the query is ours, and its rows are written as they come.
        store.query(&sql, &parameters, Duration::MAX, &mut out)?;
    }
    out.finish()?;
    if matches!(args.view, View::Events | View::Dyads) && !common.quiet && store.counts()?.events == 0 {
        eprintln!("the store has no events: only reports read with the model have some");
    }
    Ok(End::Done)
}

/// A store to be read, with what is known over all of its documents brought up: a run of `add` that was killed, or an
/// older program, may have left it behind.
pub(crate) fn brought_up(path: &Path) -> Result<Store, StoreError> {
    let store = Store::open(path, Access::Read)?;
    if !store.corrections_wait()?
        && !store.identities_wait()?
        && !store.event_groups_wait()?
        && !store.positions_wait()?
        && !store.stories_wait()?
    {
        return Ok(store);
    }
    computed(store, path, rapporteur::engine::bring_up)
}

/// The store as it would be if nobody had corrected anything, in a copy that goes away with it.
pub(crate) fn without_corrections(path: &Path) -> Result<Store, StoreError> {
    let mut copy = Store::open(path, Access::Read)?.without_corrections()?;
    rapporteur::engine::bring_up(&mut copy)?;
    Ok(copy)
}

/// The store after something was computed in it. One that cannot be written is shown as it is.
fn computed(
    store: Store,
    path: &Path,
    compute: fn(&mut Store) -> Result<(), StoreError>,
) -> Result<Store, StoreError> {
    drop(store);
    match Store::open(path, Access::Create).and_then(|mut store| compute(&mut store)) {
        Ok(()) | Err(StoreError::ReadOnly(_)) => Store::open(path, Access::Read),
        Err(error) => Err(error),
    }
}

/// Stories for a terminal, those of most voices first; beneath each its reports. The other formats have a row for each report.
fn stories_table(conditions: &str, limit: &str) -> String {
    format!(
        "WITH told AS MATERIALIZED (SELECT * FROM stories{conditions}),
        head AS MATERIALIZED (
            SELECT *, row_number() OVER (ORDER BY voices DESC, reports DESC, first_day IS NULL, first_day, number) AS position
            FROM (SELECT story, CAST(substr(story, 2) AS INTEGER) AS number, reports, voices, first_day, last_day,
                story_headline FROM told GROUP BY story)
            ORDER BY position{limit})
        SELECT line AS story, reports, voices, days, outlet, headline, follows FROM (
            SELECT position, 0 AS level, NULL AS published, 0 AS document, story AS line, reports, voices,
                first_day || CASE WHEN last_day <> first_day THEN ' – ' || last_day ELSE '' END AS days, NULL AS outlet,
                story_headline AS headline, NULL AS follows FROM head
            UNION ALL
            SELECT head.position, 1, told.published, told.document, '└ ' || told.document, NULL, NULL, told.published,
                coalesce(told.outlet, told.agency), told.headline, told.kind || ' of ' || told.of
            FROM head JOIN told ON told.story = head.story)
        ORDER BY position, level, published IS NULL, published, document"
    )
}

/// Events for a terminal, each once over all documents, as the member that tells most of it has it; beneath it what
/// each document says; of how many independent voices stands behind the number of documents. The other formats have a row for each document, with all columns.
fn events_table(conditions: &str, limit: &str, with_why: bool) -> String {
    let (why, shown) =
        if with_why { (format!(", {} AS why", why_event()), ", why") } else { (String::new(), "") };
    format!(
        "WITH told AS MATERIALIZED (
            SELECT *, {EVENT_VOICES}, EXISTS (SELECT 1 FROM event_group g WHERE g.event_group = events.event_group
                AND g.document = events.document AND g.event = events.event) AS fullest{why}
            FROM events{conditions}),
        head AS MATERIALIZED (
            SELECT *, row_number() OVER (ORDER BY day IS NULL, day, document, event) AS position FROM (
                SELECT *, row_number() OVER (PARTITION BY event_group ORDER BY fullest DESC, document, event) AS place_in
                FROM told)
            WHERE place_in = 1 ORDER BY position{limit})
        SELECT line AS event, told_in, \"when\", type, realis, reported_by, source, target, place, words{shown} FROM (
            SELECT position, 0 AS level, document, event, event_group AS line,
                told_in || CASE WHEN voices < told_in THEN ' (' || voices || ')' ELSE '' END AS told_in,
                coalesce(\"when\", 'published ' || published) AS \"when\", type, realis, reported_by, source, target, place,
                words{shown} FROM head
            UNION ALL
            SELECT head.position, 1, told.document, told.event, '└ in ' || told.document, NULL,
                coalesce(told.\"when\", 'published ' || told.published), NULL, told.realis, told.reported_by, NULL, NULL,
                NULL, told.words{told_why} FROM head JOIN told ON told.event_group = head.event_group WHERE head.told_in > 1)
        ORDER BY position, level, document, event",
        told_why = if with_why { ", told.why" } else { "" },
    )
}

/// The columns of `figures` that a terminal has room for; the other formats have all of them.
const FIGURES_TABLE: &str = "series, document || '/' || figure AS claim, measure, words, value, bound,
    coalesce(identity_name, claimant) AS claimant, coalesce(as_of_day, as_of_text_only) AS as_of, outlet, standing,
    relations";
/// The same of `series`.
const SERIES_TABLE: &str =
    "series, measure, first_words, claims, reports, {VOICES}, ucdp_low AS low, ucdp_best AS best, ucdp_high AS high,
    conservative, latest, gravest";
/// How many independent reports tell of an event or claim numbers of a quantity: copies and retellings count with what they follow.
const EVENT_VOICES: &str =
    "CASE told_in WHEN 1 THEN 1 ELSE (SELECT count(DISTINCT v.voice) FROM event_group_member o
    JOIN story_member v ON v.document = o.document WHERE o.event_group = events.event_group) END AS voices";
const SERIES_VOICES: &str = "(SELECT count(DISTINCT v.voice) FROM figure_claim c
    JOIN story_member v ON v.document = c.document WHERE c.series = series.series) AS voices";
/// The columns of `copies` and `sources` that a terminal has room for; the other formats have all of them.
const COPIES_TABLE: &str =
    "document, published, coalesce(outlet, agency) AS outlet, kind, of, of_outlet, reason";
const SOURCES_TABLE: &str = "document, published, how, medium, chain, of";
/// What a report has in common with the one that it prints or retells, each piece in its own words.
const WHY_COPY: &str = "(SELECT group_concat(told, '; ') FROM (
    SELECT e.kind || ' “' || CASE WHEN length(words) > 90 THEN substr(words, 1, 60) || ' … ' || substr(words, -20) ELSE words END
        || '”' AS told
    FROM (SELECT e.kind, e.number, CAST(substr(CAST(d.text AS BLOB), e.start + 1, e.\"end\" - e.start) AS TEXT) AS words
        FROM retelling_evidence e JOIN document d ON d.id = e.document WHERE e.document = copies.document) e
    ORDER BY e.number))";
/// The columns of `positions` that a terminal has room for; the other formats have all of them.
const POSITIONS_TABLE: &str = "document, published, holder, stance, issue, cue, words, voice";
/// Those of a diary: what was said when, and from what it departs.
const DIARY: &str = "issue, holder, published, document, outlet, speaker, side, stance, strength, voice, cue, words, departs_from";

/// Issues that a matrix has columns for.
const MATRIX_ISSUES: u32 = 8;

/// Holders by the issues on which most is held, among the rows that the conditions leave.
fn matrix(
    store: &mut Store,
    conditions: &str,
    parameters: &[String],
    out: &mut Output,
    limit: &str,
) -> Result<()> {
    let sql = format!(
        "SELECT issue, issue_number FROM positions{conditions} GROUP BY issue_number
         ORDER BY count(DISTINCT holder) DESC, count(*) DESC, issue_number LIMIT {MATRIX_ISSUES}"
    );
    let mut issues = Collected::default();
    store.query(&sql, parameters, Duration::MAX, &mut issues)?;
    let columns: String = issues
        .0
        .iter()
        .filter_map(|row| match &row[..] {
            [Cell::Text(name), Cell::Integer(number)] => {
                let count = |side: &str, sign: &str| {
                    format!(
                        "CASE sum(issue_number = {number} AND side = '{side}') WHEN 0 THEN '' \
                         ELSE '{sign}' || sum(issue_number = {number} AND side = '{side}') || ' ' END"
                    )
                };
                let cells =
                    [count("for", "+"), count("against", "-"), count("worried", "?"), count("denies", "x")];
                Some(format!(", trim({}) AS \"{}\"", cells.join(" || "), name.replace('"', "\"\"")))
            }
            _ => None,
        })
        .collect();
    let sql = format!(
        "SELECT holder{columns} FROM positions{conditions} GROUP BY coalesce(identity, holder_id, document || holder)
         ORDER BY count(DISTINCT issue_number) DESC, count(*) DESC, holder{limit}"
    );
    Ok(store.query(&sql, parameters, Duration::MAX, out)?)
}

/// Rows that are kept.
#[derive(Default)]
struct Collected(Vec<Vec<Cell>>);

impl Rows for Collected {
    fn columns(&mut self, _names: &[&str]) -> std::io::Result<()> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> std::io::Result<()> {
        self.0.push(cells.to_vec());
        Ok(())
    }
}
/// Dyads are counted anew from the pairs, so that each filter works.
const DYADS: &str = "source_code, target_code, month, realis,
    count(DISTINCT CASE quad WHEN 'verbal_cooperation' THEN event_group END) AS verbal_cooperation,
    count(DISTINCT CASE quad WHEN 'material_cooperation' THEN event_group END) AS material_cooperation,
    count(DISTINCT CASE quad WHEN 'verbal_conflict' THEN event_group END) AS verbal_conflict,
    count(DISTINCT CASE quad WHEN 'material_conflict' THEN event_group END) AS material_conflict,
    count(DISTINCT event_group) AS events";

/// The resolved places of each document, but for the names that stand for a government: those tell who acts, not where.
/// Old stores have all it needs. In the packed mentions only a metonym has a bare `true`.
const MAP: &str =
    "(SELECT p.document, d.published, d.outlet, p.gazetteer, p.name, p.country, p.\"precision\", p.latitude,
        p.longitude, CAST(substr(CAST(d.text AS BLOB), p.start + 1, p.\"end\" - p.start) AS TEXT) AS words
    FROM place p JOIN document d ON d.id = p.document WHERE p.resolution = 'resolved'
    AND (p.document, p.start, p.\"end\") NOT IN (
        SELECT l.document, m.value ->> 1, m.value ->> 2 FROM layers l, json_each(l.mentions) m
        WHERE instr(l.mentions, ',true,') > 0 AND m.value ->> 3 = 'name' AND m.value ->> 6))";
const MAP_COLUMNS: &str = "max(name) AS name, max(country) AS country, max(\"precision\") AS \"precision\",
    max(latitude) AS latitude, max(longitude) AS longitude, count(DISTINCT document) AS documents, count(*) AS mentions,
    group_concat(DISTINCT words) AS words, gazetteer";

/// The query for what is asked.
struct Asked {
    sql: String,
    /// ` WHERE …` with the filters, or nothing.
    conditions: String,
    /// ` LIMIT …`, or nothing.
    limit: String,
    /// The values of the parameters.
    parameters: Vec<String>,
}

fn query(args: &Show, format: Format) -> Asked {
    let mut filter = Filter::default();
    let holds = |column: &str| format!("instr(lower({column}), lower(?)) > 0");
    let either = |name: &str, other: &str| {
        format!("({} OR {})", holds(name), holds(&format!("coalesce({other}, '')")))
    };
    let (view, order, name, day) = match args.view {
        View::Documents => ("documents", "published IS NULL, published, document", None, "published"),
        View::Statements => {
            ("statements", "published IS NULL, published, document, statement", Some("speaker"), "published")
        }
        View::Figures => {
            ("figures", "series IS NULL, series, entry, document, figure", Some("claimant"), "published")
        }
        View::Series => ("series", "series", None, ""),
        View::Events => ("events", "day IS NULL, day, document, event", Some("reported_by"), "day"),
        View::Positions => (
            "positions",
            if args.diary {
                "issue_number, holder, published IS NULL, published, place"
            } else {
                "issue_number, place, document, position"
            },
            Some("coalesce(speaker, holder)"),
            "published",
        ),
        View::Stories => (
            "stories",
            "voices DESC, reports DESC, CAST(substr(story, 2) AS INTEGER), published IS NULL, published, document",
            None,
            "published",
        ),
        View::Copies => ("copies", "document", None, "published"),
        View::Sources => ("sources", "document, start_char, how", Some("coalesce(speaker, '')"), "published"),
        View::Dyads => ("event_pairs", "month IS NULL, month, source_code, target_code, realis", None, "day"),
        View::Timeline => {
            ("timeline", "\"when\" LIKE 'X%', \"when\", document, start_char", None, "\"when\"")
        }
        View::Entities => ("entities", "statements DESC, mentions DESC, entity", Some("name"), ""),
        View::Corrections => ("corrections", "number", None, ""),
        View::Map => (MAP, "documents DESC, mentions DESC, gazetteer", Some("name"), "published"),
    };
    if let Some(name) = name {
        let other = match args.view {
            View::Entities => "spellings",
            View::Map => "words",
            View::Events | View::Positions | View::Sources => "''",
            _ => "identity_name",
        };
        filter.add(&either(name, other), args.speaker.as_ref());
    }
    if !matches!(args.view, View::Entities | View::Corrections | View::Series) {
        filter.add(&holds("outlet"), args.outlet.as_ref());
        // Days compare as text; a row whose date is partial or unknown is on no side of a day.
        let dated = format!("{day} GLOB '[0-9][0-9][0-9][0-9]*' AND instr({day}, '/') = 0");
        filter.add(&format!("{dated} AND substr({day}, 1, 10) >= ?"), args.since.as_ref());
        filter.add(&format!("{dated} AND substr({day}, 1, 10) <= ?"), args.until.as_ref());
        filter.add("document = CAST(? AS INTEGER)", args.document.map(|n| n.to_string()).as_ref());
        if !args.all_versions {
            filter.conditions.push(match args.view {
                View::Documents => "latest".into(),
                _ => "document NOT IN (SELECT previous FROM document WHERE previous IS NOT NULL)".into(),
            });
        }
    }
    if args.view == View::Positions {
        let names =
            ["holder", "speaker", "holder_words"].map(|column| holds(&format!("coalesce({column}, '')")));
        filter.add(&format!("({})", names.join(" OR ")), args.actor.as_ref());
        let issues = ["issue", "issue_key", "words"].map(|column| holds(&format!("coalesce({column}, '')")));
        filter.add(&format!("({})", issues.join(" OR ")), args.issue.as_ref());
    }
    if args.view == View::Statements {
        // What is worded like a statement and is none stays in the table.
        filter.conditions.push("kind <> 'act'".into());
    }
    if matches!(args.view, View::Figures | View::Series) {
        filter.add("measure = ?", args.measure.as_ref());
    }
    if matches!(args.view, View::Events | View::Dyads) {
        let sides = ["source", "target", "source_identity", "target_identity", "source_code", "target_code"];
        let sides = sides.map(|column| holds(&format!("coalesce({column}, '')")));
        filter.add(&format!("({})", sides.join(" OR ")), args.actor.as_ref());
        filter.one_of("type", &args.event_type);
        filter.one_of("realis", &args.realis);
    }
    let limit = args.limit.map_or_else(String::new, |n| format!(" LIMIT {n}"));
    let Filter { conditions, parameters } = filter;
    let conditions =
        if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
    let columns = match args.view {
        View::Statements if args.why => format!("*, {} AS why", why("attribution", "statement")),
        View::Figures => {
            let columns = if format == Format::Table { FIGURES_TABLE } else { "*" };
            let why = if args.why { format!(", {} AS why", why("figure", "figure")) } else { String::new() };
            format!("{columns}{why}")
        }
        View::Series if format == Format::Table => SERIES_TABLE.replace("{VOICES}", SERIES_VOICES),
        View::Series => format!("*, {SERIES_VOICES}"),
        View::Stories if format == Format::Table => {
            let sql = stories_table(&conditions, &limit);
            return Asked { sql, conditions, limit, parameters };
        }
        View::Copies => {
            let columns = if format == Format::Table { COPIES_TABLE } else { "*" };
            let why = if args.why { format!(", {WHY_COPY} AS why") } else { String::new() };
            format!("{columns}{why}")
        }
        View::Sources if format == Format::Table => SOURCES_TABLE.to_owned(),
        View::Events if format == Format::Table => {
            let sql = events_table(&conditions, &limit, args.why);
            return Asked { sql, conditions, limit, parameters };
        }
        View::Events => {
            let why = if args.why { format!(", {} AS why", why_event()) } else { String::new() };
            format!("*, {EVENT_VOICES}{why}")
        }
        View::Dyads => DYADS.to_owned(),
        View::Positions => {
            let columns = match format {
                _ if args.diary => DIARY,
                Format::Table => POSITIONS_TABLE,
                _ => "*",
            };
            let why =
                if args.why { format!(", {} AS why", why("position", "position")) } else { String::new() };
            format!("{columns}{why}")
        }
        View::Entities if args.why => format!("*, {WHY_ONE} AS why"),
        View::Map => MAP_COLUMNS.to_owned(),
        _ => "*".to_owned(),
    };
    let group = match args.view {
        View::Map => " GROUP BY gazetteer",
        View::Dyads => " GROUP BY source_code, target_code, month, realis",
        _ => "",
    };
    let sql = format!("SELECT {columns} FROM {view}{conditions}{group} ORDER BY {order}{limit}");
    Asked { sql, conditions, limit, parameters }
}

/// Why the members of an identity are taken to be one: each reason with the number of reports it holds for.
const WHY_ONE: &str = "(SELECT group_concat(reason, '; ') FROM (
    SELECT m.rule || CASE m.why WHEN '' THEN '' ELSE ': ' || m.why END
           || CASE count(*) WHEN 1 THEN '' ELSE ' (' || count(*) || ')' END AS reason
    FROM identity_member m WHERE m.identity = entities.entity AND m.rule <> 'identity.first'
    GROUP BY m.rule, m.why ORDER BY count(*) DESC, m.rule, m.why))";

/// What decided about an event, and why it is one with another document's.
fn why_event() -> String {
    format!(
        "{} || coalesce((SELECT '; one with e' || m.with_document || '.' || m.with_event || ' by ' || m.rule
                || printf(', %.2f sure', m.likelihood)
            FROM event_group_member m WHERE m.document = events.document AND m.event = events.event
                AND m.with_document IS NOT NULL), '')",
        why("event", "event")
    )
}

/// What decided about a row of a view, from the row of `table` that it shows: `quote.cue_after (quote 0.1.0) by “said”`,
/// `quote.model (attribution 0.1.0), 0.91 sure, by “said” 0.98, “the mayor” 0.95`. Old stores have all it needs.
fn why(table: &str, view: &str) -> String {
    // Triggers stand as START-END or START-END@SHARE, in bytes, a blank between two.
    let words = "CAST(substr(CAST(d.text AS BLOB), CAST(w.value AS INTEGER) + 1, \
        CAST(substr(w.value, instr(w.value, '-') + 1) AS INTEGER) - CAST(w.value AS INTEGER)) AS TEXT)";
    let share = "CASE WHEN instr(w.value, '@') THEN substr(w.value, instr(w.value, '@')) ELSE '' END";
    format!(
        "(SELECT l.rule || ' (' || l.extractor || ' ' || l.version || ')'
              || CASE WHEN l.confidence IS NULL THEN '' ELSE printf(', %.2f sure,', l.confidence) END
              || coalesce(' by ' || (SELECT group_concat('“' || {words} || '”' || replace({share}, '@', ' '), ', ')
                  FROM json_each('[\"' || replace(l.triggers, ' ', '\",\"') || '\"]') w WHERE w.value <> ''), '')
          FROM {table} l JOIN document d ON d.id = l.document
          WHERE l.document = {view}s.document AND l.number = {view}s.{view})"
    )
}

/// Conditions of a query and the values of their parameters.
#[derive(Default)]
struct Filter {
    conditions: Vec<String>,
    parameters: Vec<String>,
}

impl Filter {
    /// Adds a condition, whose `?` stands for the value, if there is a value.
    fn add(&mut self, condition: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.parameters.push(value.clone());
            self.conditions.push(condition.replace('?', &format!("?{}", self.parameters.len())));
        }
    }

    /// Adds the condition that the column has one of the values, if there are any.
    fn one_of(&mut self, column: &str, values: &[String]) {
        let mut places = Vec::with_capacity(values.len());
        for value in values {
            self.parameters.push(value.clone());
            places.push(format!("?{}", self.parameters.len()));
        }
        if !places.is_empty() {
            self.conditions.push(format!("{column} IN ({})", places.join(", ")));
        }
    }
}
