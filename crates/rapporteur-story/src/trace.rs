use crate::name;
use crate::sketch::{Days, days, hash, mix, words};
use foldhash::{HashSet, HashSetExt};
use rapporteur_record::{
    Attribution, AttributionForm, AttributionId, Document, EntityType, MentionForm, Report, SegmentKind,
};
use rapporteur_text::Span;

/// Words of the stretches by which quotations are compared. Fewer are found in any two texts, more miss quotations that are cut.
const GRAM: usize = 4;

/// Most quotations, figures, names and credits of a report that are kept.
const MOST: usize = 64;

/// Most stretches of one quotation that are kept.
const GRAMS: usize = 32;

/// Longest phrase in which a medium is looked for, in bytes.
const PHRASE: usize = 160;

/// How a report says where it has its words from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The dateline, the byline, a credit or the file names the agency.
    Credited,
    /// Somebody told it to the medium: `told the Orla agency`.
    Told,
    /// The medium reported it: `Orla Radio reported`.
    Reported,
}

impl How {
    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Credited => "credited",
            Self::Told => "told",
            Self::Reported => "reported",
        }
    }
}

/// A place in a report that names another medium, or may do so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Naming {
    pub(crate) key: u64,
    pub(crate) how: How,
    /// The words; absent where only data about the file say it.
    pub(crate) span: Option<Stretch>,
    pub(crate) attribution: Option<u32>,
    /// True if the words tell by themselves that it is a medium.
    pub(crate) sure: bool,
}

/// A span in fewer bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Stretch {
    /// Absent for texts beyond 4 GiB.
    pub(crate) fn of(span: Span) -> Option<Self> {
        Some(Self { start: u32::try_from(span.start).ok()?, end: u32::try_from(span.end).ok()? })
    }

    pub(crate) fn span(self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// Words in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quotation {
    pub(crate) place: Stretch,
    /// Who says them, as a number; 0 if that is not known.
    pub(crate) speaker: u64,
    /// Hashes of its stretches of [`GRAM`] words, in order.
    pub(crate) grams: Box<[u32]>,
}

/// What is kept of a report to tell whether it retells another one, or is retold: what a retelling in other words keeps.
///
/// At most some 15 KB; of a report of 600 words about 1 KB.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    pub(crate) days: Days,
    /// Second of publication since 1970, if it is known so well.
    pub(crate) moment: Option<i64>,
    /// Who publishes it.
    pub(crate) publisher: Option<u64>,
    pub(crate) namings: Box<[Naming]>,
    pub(crate) quotations: Box<[Quotation]>,
    /// Measure and value, with the place of the first one.
    pub(crate) figures: Box<[(u64, Stretch)]>,
    /// Persons and bodies, with the place of the first mention.
    pub(crate) names: Box<[(u64, Stretch)]>,
}

impl Trace {
    /// The trace of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let document = &report.document;
        let published = document.published.as_ref();
        let moment = published.and_then(|published| published.value.parse::<jiff::Timestamp>().ok());
        Self {
            days: days(document),
            moment: moment.map(jiff::Timestamp::as_second),
            publisher: publisher(document).and_then(name::key),
            namings: namings(report).into(),
            quotations: quotations(report).into(),
            figures: figures(report).into(),
            names: names(report).into(),
        }
    }
}

/// The outlet; of an agency's own report, which names no outlet, the agency.
fn publisher(document: &Document) -> Option<&str> {
    document.outlet.as_deref().or(document.agency.as_deref())
}

fn quotations(report: &Report) -> Vec<Quotation> {
    let text = &report.document.text;
    let mut found = Vec::new();
    for attribution in &report.attributions {
        let speaker = attribution.speaker.entity().map_or(0, |entity| hash(entity.0.chars()));
        for span in &attribution.content {
            let Some(words) = span.of(text) else { continue };
            match attribution.form {
                AttributionForm::Direct => found.extend(quotation(*span, words, speaker)),
                AttributionForm::Mixed => {
                    for (start, end) in quoted(words) {
                        let part = Span { start: span.start + start, end: span.start + end };
                        found.extend(quotation(part, &words[start..end], speaker));
                    }
                }
                AttributionForm::Indirect => {}
            }
        }
    }
    // A statement inside another one has the same words again.
    found.sort_by_key(|quotation| (quotation.place.start, std::cmp::Reverse(quotation.place.end)));
    let mut end = 0;
    found.retain(|quotation| {
        let outside = quotation.place.start >= end;
        end = end.max(quotation.place.end);
        outside
    });
    found.truncate(MOST);
    found
}

pub(crate) fn quotation(span: Span, text: &str, speaker: u64) -> Option<Quotation> {
    let hashes: Vec<u64> = words(text).map(|word| hash(word.chars().flat_map(char::to_lowercase))).collect();
    let gram = |words: &[u64]| words.iter().fold(0, |sum, &word| mix(sum ^ word)) as u32;
    let grams: Box<[u32]> = hashes.windows(GRAM).take(GRAMS).map(gram).collect();
    let place = Stretch::of(span).filter(|_| !grams.is_empty())?;
    Some(Quotation { place, speaker, grams })
}

/// What stands in quotation marks, the marks included, in bytes.
fn quoted(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, c)| c);
        let opens = |c: char| match c {
            '“' | '"' | '«' => true,
            '‘' | '\'' => !before.is_alphanumeric() && !after.is_whitespace(),
            _ => false,
        };
        match open {
            None if opens(c) => open = Some((at, c)),
            None => {}
            Some((start, mark)) => {
                let closes = match mark {
                    '“' => c == '”' || c == '"',
                    '"' => c == '"' || c == '”',
                    '«' => c == '»',
                    '‘' => c == '’' && !after.is_alphanumeric(),
                    _ => c == '\'' && !after.is_alphanumeric(),
                };
                if closes {
                    found.push((start, at + c.len_utf8()));
                    open = None;
                }
            }
        }
        before = c;
    }
    // Content may end before its closing mark.
    found.extend(open.filter(|&(_, mark)| mark != '\'').map(|(start, _)| (start, text.len())));
    found
}

fn figures(report: &Report) -> Vec<(u64, Stretch)> {
    let key = |measure: &str, value: f64| mix(hash(measure.chars()) ^ value.to_bits());
    let figures = report
        .figures
        .iter()
        .filter_map(|figure| Some((key(&figure.measure, figure.value?), Stretch::of(figure.span)?)));
    first_of_each(figures)
}

fn names(report: &Report) -> Vec<(u64, Stretch)> {
    let entities: foldhash::HashMap<_, _> =
        report.entities.iter().map(|entity| (&entity.id, entity)).collect();
    let mut mentions: Vec<_> =
        report.mentions.iter().filter(|mention| mention.form == MentionForm::Name).collect();
    mentions.sort_by_key(|mention| mention.span);
    let keys = mentions.into_iter().filter_map(|mention| {
        let entity = entities.get(mention.entity.as_ref()?)?;
        let name = match entity.entity_type {
            // A report may have the last name only.
            EntityType::Person => entity.name.rsplit(' ').next()?,
            EntityType::Organisation => &entity.name,
            _ => return None,
        };
        let words = words(name).filter(|word| !word.eq_ignore_ascii_case("the"));
        let lower = words.flat_map(|word| word.chars().flat_map(char::to_lowercase));
        Some((hash(lower), Stretch::of(mention.span)?))
    });
    first_of_each(keys)
}

fn first_of_each(found: impl Iterator<Item = (u64, Stretch)>) -> Vec<(u64, Stretch)> {
    let mut seen = HashSet::new();
    found.filter(|(key, _)| seen.insert(*key)).take(MOST).collect()
}

/// The places that name another medium, or may do so: what they name is known only beside other reports.
fn namings(report: &Report) -> Vec<Naming> {
    let document = &report.document;
    let own = publisher(document).and_then(name::key);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut add =
        |phrase: &str, span: Option<Span>, how: How, attribution: Option<AttributionId>, sure: bool| {
            let is_own = publisher(document).is_some_and(|own| name::is_initials(phrase, own));
            let Some(key) = name::key(phrase).filter(|key| Some(*key) != own && !is_own) else { return };
            if found.len() < MOST && seen.insert((key, how)) {
                let sure = sure || name::is_medium(phrase);
                let (span, attribution) = (span.and_then(Stretch::of), attribution.map(|id| id.0));
                found.push(Naming { key, how, span, attribution, sure });
            }
        };
    if let Some(agency) = &document.agency {
        add(agency, credit(document, agency), How::Credited, None, true);
    }
    for attribution in &report.attributions {
        for (span, how) in phrases(report, attribution) {
            let Some(phrase) = span.of(&document.text).filter(|phrase| phrase.len() <= PHRASE) else {
                continue;
            };
            // Media have names; `the report` and `officials` are none.
            if phrase.contains(char::is_uppercase) {
                add(phrase, Some(span), how, Some(attribution.id), false);
            }
        }
    }
    found
}

/// The phrases of an attribution that may name a medium.
fn phrases(report: &Report, attribution: &Attribution) -> Vec<(Span, How)> {
    let text = &report.document.text;
    let mut found: Vec<(Span, How)> =
        attribution.addressee.map(|span| (span, How::Told)).into_iter().collect();
    if let Some(venue) = attribution.venue
        && let Some(words) = venue.of(text)
        && let Some(at) =
            [" with ", " to ", " by "].into_iter().find_map(|with| words.find(with).map(|at| at + with.len()))
    {
        found.push((Span { start: venue.start + at, end: venue.end }, How::Told));
    }
    let person = attribution.speaker.entity().is_some_and(|entity| entity.0.starts_with("person:"));
    found.extend(attribution.source.filter(|_| !person).map(|span| (span, How::Reported)));
    found
}

/// Where a report credits its agency.
fn credit(document: &Document, agency: &str) -> Option<Span> {
    if let Some(span) = document.dateline.as_ref().and_then(|dateline| dateline.agency) {
        return Some(span);
    }
    // Bylines and credits are read as notices.
    let notices = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Boilerplate);
    notices
        .filter_map(|segment| {
            let at = segment.span.of(&document.text)?.find(agency)? + segment.span.start;
            Some(Span { start: at, end: at + agency.len() })
        })
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_marks() {
        for (text, expected) in [
            ("that “nobody called” and \"nobody came\"", vec!["“nobody called”", "\"nobody came\""]),
            ("the firm's dam, ‘the best-kept gate’, isn't", vec!["‘the best-kept gate’"]),
            ("that 'it wasn't us' at all", vec!["'it wasn't us'"]),
            ("the dogs' bark", vec![]),
            ("was “a verdict", vec!["“a verdict"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = quoted(text).into_iter().map(|(start, end)| &text[start..end]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
