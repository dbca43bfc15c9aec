use clap::{Args, Parser, Subcommand, ValueEnum};
use rapporteur::record::{EventType, LineId, Realis};
use std::path::PathBuf;

/// Reads news reports and keeps the record: who said what, how many, when and where, every line tied to the exact
/// words of the exact report. It says who claims what and never who is right.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, max_term_width = 100, after_help = AFTER)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

const AFTER: &str = "\
Exit codes:
  0  done
  1  some inputs could not be read; each is named on standard error
  2  wrong use, or nothing could be done

Examples:
  rapporteur brief reports/                    a briefing of all reports in a folder
  rapporteur brief reports/ --format html -o note.html
  rapporteur read report.txt | jq .            the lines of one report as JSON
  rapporteur add reports/ --store dam.rapporteur
  rapporteur show statements --store dam.rapporteur --speaker Marten";

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Say nothing on standard error but errors.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours and bold letters.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// If standard output is a terminal and NO_COLOR is not set.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print a briefing with footnotes to the exact words.
    Brief(Brief),
    /// Compare reports claim by claim: what all say, what one says, where they differ or contradict each other.
    Compare(Compare),
    /// Read reports into a store; what is stored already is passed over.
    Add(Add),
    /// Read reports and print their lines; no store is used.
    Read(Read),
    /// Show what a store holds.
    Show(Show),
    /// Correct the record: accept, reject or change a line, merge or split lines, entities, events and quantities.
    Correct(Correct),
    /// Draw lines for checking by hand, and turn the answers into measured precision.
    Sample(Sample),
    /// Search the text of stored reports.
    Search(Search),
    /// Run a query of SQL that only reads; docs/format/store.md describes the tables and views.
    Sql(Sql),
    /// Write what a store holds: JSON lines, CSV, GeoJSON, iCalendar, PLOVER, POLECAT, GDELT, Web Annotations, claims.
    Export(Export),
    /// Print what the program carries and whose it is: each table and model with source, terms, date and checksum.
    Credits(Credits),
    /// Print the actor codes of phrases: country and PLOVER sectors, with the words that tell.
    Actor(Actor),
    /// Print what a given source does to a given target in a sentence: types of PLOVER with their probabilities, and whether it came about.
    Pair(Pair),
    /// Print the JSON schema of the lines that `read` and `export` write.
    Schema,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff): rapporteur manual | man -l -
    Manual,
}

/// Phrases and their date.
#[derive(Debug, Args)]
pub(crate) struct Actor {
    /// Phrases: 'Norwegian farmers'. Without any, standard input is read: JSON lines with "text" and perhaps "date"
    /// (YYYY-MM-DD), or a phrase a line.
    pub(crate) phrases: Vec<String>,
    /// The day for which the codes shall hold, YYYY-MM-DD. Without it a name tells no office.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) date: Option<String>,
}

/// A sentence and its sides.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur pair 'Norvasse shelled the border town of Hollin.' --source Norvasse --target Hollin
  rapporteur pair < sentences.jsonl > coded.jsonl

A line of sentences.jsonl:
  {\"text\": \"Norvasse shelled Hollin.\", \"source\": \"Norvasse\", \"target\": [[17, 23]]}")]
pub(crate) struct Pair {
    /// A sentence. Without it, standard input is read: JSON lines with "text", "source" and "target". A side is
    /// words of the text, [start, end] in code points, or a list of these. Each line comes back with "event".
    pub(crate) text: Option<String>,
    /// Words of the sentence that name who acts; may be given again.
    #[arg(long, short, value_name = "WORDS", requires = "text")]
    pub(crate) source: Vec<String>,
    /// Words of the sentence that name to whom it is done; may be given again.
    #[arg(long, short, value_name = "WORDS", requires = "text")]
    pub(crate) target: Vec<String>,
    /// Folder of another reader of pairs than the one in the program.
    #[arg(long, value_name = "DIR")]
    pub(crate) pairs: Option<PathBuf>,
}

/// What is read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Files, folders (read with all their subfolders), patterns such as 'reports/*.html', addresses (http, https), or
    /// - for standard input. Text, Markdown, HTML, JSON and JSON lines are read.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// Threads that analyse; 0 for one per core.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) threads: usize,
    /// Largest input, in MiB; larger ones are named and passed over.
    #[arg(long, default_value_t = 16, value_name = "MIB", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub(crate) max_size: u32,
    /// Also fetch addresses of private networks and of this machine.
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Folder of another reading model than the one in the program.
    #[arg(long, value_name = "DIR", env = "RAPPORTEUR_MODEL", hide_env_values = true)]
    pub(crate) model: Option<PathBuf>,
    /// Read by rules alone: many times faster, and about one statement in five is lost.
    #[arg(long)]
    pub(crate) no_model: bool,
    /// Longest report that the model reads, in words; longer ones are named and read by rules alone.
    #[arg(long, default_value_t = 200_000, value_name = "WORDS")]
    pub(crate) model_words: usize,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur brief reports/
  rapporteur brief a.txt b.html https://example.org/report --format markdown
  rapporteur brief reports/ --format html -o briefing.html
  rapporteur brief reports/ -o briefing.docx
  rapporteur brief reports/ --pages 2 -o note.docx")]
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// How the briefing is written.
    #[arg(long, short, value_enum, default_value_t = BriefFormat::Auto, hide_default_value = true)]
    pub(crate) format: BriefFormat,
    /// Make it so many printed pages long, about: compared claims, statements, figures, events and positions in turn (three, three, two, two, two), those
    /// first on which reports differ, then those that most reports have (copies and retellings do not count), then exact quotations, then in
    /// the order of the whole briefing. What is left out is counted at the foot.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=50))]
    pub(crate) pages: Option<u16>,
    /// Write to this file; its ending (.md, .html, .docx, .txt) sets the format if none is given.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    #[value(hide = true)]
    Auto,
    Terminal,
    Markdown,
    /// One file with pictures, which needs nothing else and runs no script.
    Html,
    /// A document of Word, with footnotes; write it with -o or into a pipe.
    Docx,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur compare a.txt b.html
  rapporteur compare reports/ --format markdown -o comparison.md
  rapporteur compare 12 15 --store 2025.rapporteur
  rapporteur compare 12 --story --store 2025.rapporteur --format csv")]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) store: StoreFile,
    /// Inputs are numbers of stored documents: compare all that tell of the same happening as these. It reads the whole
    /// store.
    #[arg(long)]
    pub(crate) story: bool,
    /// How the comparison is written; for a table, JSON and CSV a row for each place that makes a claim.
    #[arg(long, short, value_enum, default_value_t = CompareFormat::Auto, hide_default_value = true)]
    pub(crate) format: CompareFormat,
    /// Write to this file; its ending (.md, .html, .json, .jsonl, .csv, .txt) sets the format if none is given.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    #[value(hide = true)]
    Auto,
    Terminal,
    Markdown,
    Html,
    Table,
    Json,
    Jsonl,
    Csv,
}

/// Which store.
#[derive(Debug, Args)]
pub(crate) struct StoreFile {
    /// The store: one SQLite file.
    #[arg(long, short, env = "RAPPORTEUR_STORE", default_value = "archive.rapporteur", value_name = "FILE")]
    pub(crate) store: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur add reports/
  rapporteur add crawl.jsonl.gz --store 2025.rapporteur
  zcat dump.jsonl.gz | rapporteur add - --store 2025.rapporteur
  rapporteur add reports/ --again --model better/

Running the same command again after Ctrl-C goes on where it stopped.")]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) store: StoreFile,
    /// Read what is stored already anew, with this program and model, in the place of what was read before. Corrections
    /// hold where their words and lines are still there; `show corrections` names those that are open.
    #[arg(long)]
    pub(crate) again: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur read report.txt
  rapporteur read reports/ --format jsonl | jq 'select(.kind == \"attribution\")'
  rapporteur read report.txt --offsets utf8-bytes")]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// How lines are written: a table on a terminal, else JSON lines.
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,
    /// What the offsets count.
    #[arg(long, value_enum, default_value_t = Offsets::CodePoints)]
    pub(crate) offsets: Offsets,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points, as Python counts.
    CodePoints,
    /// Bytes of UTF-8.
    Utf8Bytes,
    /// Units of UTF-16, as JavaScript and Java count.
    Utf16Units,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    Documents,
    Statements,
    /// Numbers and who claims them; claims about one quantity stand together, with how they relate.
    Figures,
    /// The quantities that figures are claims about: who claimed what last, and low, best and high under named rules.
    Series,
    /// Who did what to whom, and whether it came about, as the reports tell it.
    Events,
    /// Who stands how to which issue; --matrix for a table of holders by issues, --diary for what they said by day.
    Positions,
    /// Which reports tell of one happening, and how many of them are independent: copies and retellings count once.
    Stories,
    /// Which reports print the text of another one, or retell it in other words, and how that is known.
    Copies,
    /// Where reports say that they have their words from: who told which medium, which agency they credit.
    Sources,
    /// How many events of each quad class and realis each pair of actor codes has in each month.
    Dyads,
    Timeline,
    Entities,
    /// What people corrected, and whether it is in the record: applied, superseded by a later one, or open, with the reason.
    Corrections,
    /// The places that reports name, with their points and how exact these are; a capital that stands for its government
    /// (“Oslo said”) does not count.
    Map,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur show documents
  rapporteur show entities --speaker marten --why
  rapporteur show statements --speaker 'health ministry' --since 2025-09-01
  rapporteur show statements --document 3 --why
  rapporteur show figures --measure killed --format csv > killed.csv
  rapporteur show series --measure killed
  rapporteur show events --actor 'coast guard' --realis happened,ongoing
  rapporteur show events --type assault --realis denied --why
  rapporteur show dyads --since 2025-01-01 --csv > dyads.csv
  rapporteur show stories --limit 10
  rapporteur show copies --outlet ledger --why
  rapporteur show positions --matrix
  rapporteur show positions --actor 'foreign ministry' --issue ceasefire --diary")]
pub(crate) struct Show {
    /// What to show.
    #[arg(value_enum)]
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) store: StoreFile,
    /// How rows are written: a table on a terminal, else JSON lines.
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,
    /// The same as --format csv.
    #[arg(long, conflicts_with = "format")]
    pub(crate) csv: bool,
    /// Only of outlets whose name holds these words (not for entities).
    #[arg(long, value_name = "WORDS")]
    pub(crate) outlet: Option<String>,
    /// Only of speakers, claimants, entities or places whose name holds these words; for events: of who reports them.
    #[arg(long, value_name = "WORDS")]
    pub(crate) speaker: Option<String>,
    /// Only events and dyads with a source or target whose name or code holds these words; only positions of holders or
    /// speakers whose name does.
    #[arg(long, value_name = "WORDS")]
    pub(crate) actor: Option<String>,
    /// Only events and dyads of this type of PLOVER: agree, consult, request, accuse, assault …
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = event_type)]
    pub(crate) event_type: Vec<String>,
    /// Only events and dyads of this realis: happened, ongoing, planned, demanded, hypothetical, denied, alleged.
    #[arg(long, value_name = "REALIS", value_delimiter = ',', value_parser = realis)]
    pub(crate) realis: Vec<String>,
    /// Only positions on issues whose name, id or words hold these words.
    #[arg(long, value_name = "WORDS")]
    pub(crate) issue: Option<String>,
    /// For positions: a table of holders by issues, with counts for (+), against (-), worried (?) and denied (x).
    #[arg(long, conflicts_with = "diary")]
    pub(crate) matrix: bool,
    /// For positions: by issue, holder and day, with the earlier words where a line departs from them.
    #[arg(long)]
    pub(crate) diary: bool,
    /// Only figures of this measure: killed, injured, missing, held, displaced …
    #[arg(long, value_name = "MEASURE")]
    pub(crate) measure: Option<String>,
    /// Only what was published on this day or later; for the timeline: what it dates; for events and dyads: what took place
    /// then, or was published then and has no date. Undated rows are left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) since: Option<String>,
    /// Only what was published on this day or earlier; for the timeline: what it dates; for events and dyads: what took place
    /// then, or was published then and has no date. Undated rows are left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) until: Option<String>,
    /// Only the report with this number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) document: Option<i64>,
    /// Also what earlier versions of a report say.
    #[arg(long)]
    pub(crate) all_versions: bool,
    /// For statements, figures and events: also which rule or model found it, how sure it is, and the words that decided.
    /// For entities: also why names of several reports are taken to be one.
    #[arg(long)]
    pub(crate) why: bool,
    /// What the machine read, as if nobody had corrected anything; computed in a copy of the store, which needs as much
    /// room on the disk until it is shown.
    #[arg(long)]
    pub(crate) as_read: bool,
    /// At most so many rows.
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u32>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Lines are named KIND:REPORT/NUMBER, as `show` numbers them: statement, figure, event, position, mention, time, place; \
a report is document:REPORT. Entities are named by their ids, an event over all reports as e12.3, the quantity of a \
figure as series:REPORT/NUMBER.

Fields that can be changed:
  document   published, outlet, agency
  statement  speaker, source, cue, content, form, kind, venue, addressee
  figure     measure, value, low, high, bound, scope, counted, status, as_of, claimant
  event      type, realis, source, target, date, place, modes, contexts, reciprocal
  position   holder, speaker, issue, stance, side, strength, voice
  mention    entity, type, form
  time       value, type
  place      gazetteer (only `none`)
Words are given as printed in the report, several with `;` or ` … ` between; `none` empties a field, `unknown` is nobody.

Examples:
  rapporteur correct accept statement:3/7 figure:3/2 --by reader
  rapporteur correct reject event:3/1 --why 'a film, not an attack' --by reader --on 2025-09-16
  rapporteur correct change figure:3/2 value=14 bound=at_least --why 'the ministry says at least'
  rapporteur correct change statement:3/7 speaker='Ilse Marten' --why 'she is the mayor'
  rapporteur correct change event:3/1 source='the coast guard' date=2025-09-12 --why 'named in the next sentence'
  rapporteur correct merge person:anna-marten person:a-marten --why 'the letter names both'
  rapporteur correct split person:anna-marten --document 12 --why 'that is the judge, not the mayor'
  rapporteur correct merge event:3/1 event:7/0 --why 'one raid, told twice'
  rapporteur correct split statement:3/7 --at 'the gates stay open' --why 'two statements'
  rapporteur correct undo 3
  rapporteur show corrections

Corrections are kept apart from what was read, with who made them, when and why, as far as you say so. They hold after \
reports are added or read again where their words are still there; `show corrections` names those that are open, and \
`show --as-read` what the machine read."
)]
pub(crate) struct Correct {
    #[command(subcommand)]
    pub(crate) change: Change,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::enum_variant_names, reason = "the names are the words of the command line")]
pub(crate) enum Change {
    /// Find lines right as they read.
    Accept {
        /// The lines.
        #[arg(required = true, value_name = "LINE")]
        lines: Vec<LineId>,
        #[command(flatten)]
        made: Made,
    },
    /// Say that there are no such lines: they reach no view, no count and no export.
    Reject {
        /// The lines.
        #[arg(required = true, value_name = "LINE")]
        lines: Vec<LineId>,
        #[command(flatten)]
        made: Made,
    },
    /// Give fields of a line other values.
    Change {
        /// The line.
        #[arg(value_name = "LINE")]
        line: LineId,
        /// What changes.
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        fields: Vec<(String, String)>,
        #[command(flatten)]
        made: Made,
    },
    /// Take two for one: lines of a report; events or figures of two reports; entities.
    Merge {
        /// One of them; of lines the one that stays. The earlier entity or event names the result.
        #[arg(value_name = "ID")]
        left: String,
        /// The other.
        #[arg(value_name = "ID")]
        right: String,
        #[command(flatten)]
        made: Made,
    },
    /// Part a line, or the part of one report from an entity, an event or a quantity.
    Split {
        /// A line, the id of an entity, an event over all reports (e12.3), or the quantity of a figure (series:3/2).
        #[arg(value_name = "ID")]
        id: String,
        /// For entities and events over all reports: number of the report whose part is another one.
        #[arg(long, value_name = "NUMBER", conflicts_with = "at")]
        document: Option<i64>,
        /// For lines: the words with which the second one begins.
        #[arg(long, value_name = "WORDS")]
        at: Option<String>,
        #[command(flatten)]
        made: Made,
    },
    /// Take corrections back.
    Undo {
        /// Their numbers, as `show corrections` has them.
        #[arg(required = true, value_name = "NUMBER")]
        numbers: Vec<i64>,
        #[command(flatten)]
        made: Made,
    },
}

/// What is kept with a correction.
#[derive(Debug, Args)]
pub(crate) struct Made {
    /// Why, in your words; only `accept` and `undo` go without it.
    #[arg(long, value_name = "WORDS")]
    pub(crate) why: Option<String>,
    /// Who makes it; nobody is named unless you do.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// The day it is made, YYYY-MM-DD, or `today`; none is kept unless you give it.
    #[arg(long, value_name = "DAY", value_parser = day_or_today)]
    pub(crate) on: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreFile,
}

/// `FIELD=VALUE`, in two.
fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() && !value.trim().is_empty() => {
            Ok((field.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write FIELD=VALUE, as in value=14; `none` empties a field".into()),
    }
}

/// A day, or the word for the present one.
fn day_or_today(text: &str) -> Result<String, String> {
    if text == "today" { Ok(text.to_owned()) } else { day(text) }
}

#[derive(Debug, Args)]
#[command(
    after_help = "The CSV has a row for each line: its words in context, what it claims, and an empty column `verdict` for right, wrong or \
unsure (or yes, no, ?). Empty ones are counted apart. A line is right if its words say all that it claims.

Lines are drawn as they were read, whatever was corrected, of last versions, each text once; as many of each kind. The same \
store and words give the same lines.

Examples:
  rapporteur sample 200 -o sheet.csv -o sheet.html
  rapporteur sample 100 --kind figures --seed-words 'second reader' -o figures.csv
  rapporteur sample --score sheet.csv
  rapporteur sample --score sheet.csv --reject --by reader"
)]
pub(crate) struct Sample {
    /// How many lines.
    #[arg(default_value_t = 200, value_name = "COUNT", conflicts_with = "score")]
    pub(crate) count: usize,
    /// Only lines of these kinds; without it statements, figures, events and positions.
    #[arg(long, value_enum, value_delimiter = ',', conflicts_with = "score")]
    pub(crate) kind: Vec<SampledKind>,
    /// Words that decide which lines are drawn; other words draw others.
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true,
        conflicts_with = "score"
    )]
    pub(crate) seed_words: String,
    /// Write the sheet to this file: CSV, or for reading .md or .html; may be given several times.
    #[arg(long, short, value_name = "FILE", conflicts_with = "score")]
    pub(crate) output: Vec<PathBuf>,
    /// Read the answers of this sheet (CSV) and print the precision by kind, with its 95 % interval.
    #[arg(long, value_name = "SHEET")]
    pub(crate) score: Option<PathBuf>,
    /// With --score: reject the lines that were found wrong; the note of a row is the reason.
    #[arg(long, requires = "score")]
    pub(crate) reject: bool,
    /// How the precision is written: a table on a terminal, else JSON lines.
    #[arg(long, short, value_enum, requires = "score")]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) made: Made,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SampledKind {
    Statements,
    Figures,
    Events,
    Positions,
    Mentions,
    Times,
    Places,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur search dam breach
  rapporteur search '\"state of emergency\" mayor'")]
pub(crate) struct Search {
    /// Words that the report holds; words in double quotation marks are a phrase.
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StoreFile,
    /// How rows are written: a table on a terminal, else JSON lines.
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,
    /// At most so many reports.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: u32,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur sql 'SELECT speaker, count(*) AS n FROM statements GROUP BY speaker ORDER BY n DESC LIMIT 20'
  rapporteur sql \"SELECT * FROM figures WHERE measure = 'killed'\" --format csv")]
pub(crate) struct Sql {
    /// One query that reads.
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) store: StoreFile,
    /// How rows are written: a table on a terminal, else JSON lines.
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,
    /// Ask what the machine read, as if nobody had corrected anything.
    #[arg(long)]
    pub(crate) as_read: bool,
    /// Longest time the query may take, in seconds.
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    pub(crate) timeout: u64,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur credits
  rapporteur credits --notices")]
pub(crate) struct Credits {
    /// How rows are written: a table on a terminal, else JSON lines.
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,
    /// Instead: the credit lines and licences in full.
    #[arg(long)]
    pub(crate) notices: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapporteur export -o record.jsonl
  rapporteur export --format csv --kind figures -o figures.csv
  rapporteur export --format geojson -o places.geojson
  rapporteur export --format ical -o said.ics
  rapporteur export --format csv --kind events -o events.csv
  rapporteur export --format csv --kind positions -o positions.csv
  rapporteur export --format plover --realis all -o events.jsonl
  rapporteur export --format polecat -o polecat.txt
  rapporteur export --format gdelt -o gdelt_events.csv
  rapporteur export --format webannotation -o webannotation.jsonld
  rapporteur export --format claims -o claim.jsonld")]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) store: StoreFile,
    /// How the record is written.
    #[arg(long, short, value_enum, default_value_t = ExportFormat::Jsonl)]
    pub(crate) format: ExportFormat,
    /// For CSV: which lines; each kind is a table of its own.
    #[arg(long, value_enum, default_value_t = Kind::Statements)]
    pub(crate) kind: Kind,
    /// For JSON lines and GeoJSON: what the offsets count.
    #[arg(long, value_enum, default_value_t = Offsets::CodePoints)]
    pub(crate) offsets: Offsets,
    /// For PLOVER: which events. POLECAT and GDELT have no field for it and get those that came about only; JSON lines and
    /// CSV have all.
    #[arg(long, value_enum, default_value_t = ExportRealis::CameAbout, value_name = "REALIS")]
    pub(crate) realis: ExportRealis,
    /// Also earlier versions of a report.
    #[arg(long)]
    pub(crate) all_versions: bool,
    /// What the machine read, as if nobody had corrected anything.
    #[arg(long)]
    pub(crate) as_read: bool,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Jsonl,
    Csv,
    /// The places, one feature for each place of each report, as in RFC 7946; a capital that only stands for its
    /// government in a report is left out.
    Geojson,
    /// iCalendar: statements whose words tell the day they were made.
    Ical,
    /// Events as PLOVER's JSON lines.
    Plover,
    /// Events as POLECAT's table: 40 columns parted by tabs.
    Polecat,
    /// Events as GDELT 2.0 has them: 61 columns parted by tabs, no header.
    Gdelt,
    /// Every line as W3C Web Annotations: a JSON array, one annotation for each stretch of words.
    Webannotation,
    /// Statements and figures as claims of schema.org (JSON-LD), without any rating.
    Claims,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportRealis {
    /// Those that happened or go on, as their report tells it.
    CameAbout,
    /// Also those that are planned, demanded, hypothetical, denied or alleged; their mode says so.
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Documents,
    Statements,
    Events,
    Positions,
    Figures,
    Times,
    Entities,
    Places,
}

/// A type of event as the record names it.
fn event_type(text: &str) -> Result<String, String> {
    one_of(text, EventType::ALL.map(EventType::name))
}

/// A realis as the record names it.
fn realis(text: &str) -> Result<String, String> {
    one_of(text, Realis::ALL.map(Realis::name))
}

/// The name that the text is, in capitals or not.
fn one_of<const N: usize>(text: &str, names: [&'static str; N]) -> Result<String, String> {
    let found = names.iter().find(|name| name.eq_ignore_ascii_case(text));
    found
        .map(|name| (*name).to_owned())
        .ok_or_else(|| format!("it is one of {}", names.join(", ").to_lowercase()))
}

/// A day written as in ISO 8601.
pub(crate) fn day(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => Ok(text.to_owned()),
        _ => Err("write the day as YYYY-MM-DD".into()),
    }
}
