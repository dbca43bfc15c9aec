-- Version 1 of the store. Described table by table in docs/format/store.md.
-- triggers: the spans of a line's trigger words, as START-END with a blank between; those of a model as START-END@SHARE.
-- Offsets (start, end) count UTF-8 bytes of document.text, half-open; the views give the words and code points.

CREATE TABLE document (
    id              INTEGER PRIMARY KEY,
    text_hash       TEXT    NOT NULL,
    original_hash   TEXT    NOT NULL UNIQUE,
    original_bytes  INTEGER NOT NULL,
    media_type      TEXT    NOT NULL,
    charset         TEXT    NOT NULL,
    locator         TEXT    NOT NULL,
    url             TEXT,
    outlet          TEXT,
    agency          TEXT,
    authors         TEXT    NOT NULL,
    headline        TEXT,
    dateline        TEXT,
    published       TEXT,
    published_earliest TEXT,
    published_latest   TEXT,
    published_known TEXT CHECK (published_known IN ('stated', 'metadata', 'inferred')),
    published_reason   TEXT,
    published_start INTEGER,
    published_end   INTEGER,
    modified        TEXT,    -- JSON, as in docs/format/record.md
    language        TEXT,
    text            TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    previous        INTEGER REFERENCES document (id),
    analysed_by     TEXT    NOT NULL
);
CREATE INDEX document_previous ON document (previous) WHERE previous IS NOT NULL;

-- Every address at which a document's bytes were met.
CREATE TABLE location (
    address  TEXT    NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (address, document)
) WITHOUT ROWID;

-- What a document has by the dozen and the hundred, one JSON array a kind: a row for each cost more than reading the
-- report. The views of these names give them as rows.
CREATE TABLE layers (
    document         INTEGER PRIMARY KEY REFERENCES document (id),
    alignments       TEXT NOT NULL, -- [kind, start, end, source_start, source_end]
    segments         TEXT NOT NULL, -- [kind, start, end, source_start, source_end, boilerplate]
    sentences        TEXT NOT NULL, -- [start, end]
    mentions         TEXT NOT NULL, -- [number, start, end, form, entity_type, entity, metonym, WHY, EXTENT, chain]
    time_expressions TEXT NOT NULL, -- [number, start, end, type, value, text_only, anchor, WHY]
    places           TEXT NOT NULL  -- [number, start, end, {resolution, ...}, WHY]
    -- WHY: [extractor, version, rule, triggers, confidence]
);

CREATE TABLE entity (
    document    INTEGER NOT NULL REFERENCES document (id),
    entity      TEXT    NOT NULL,
    entity_type TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    aliases     TEXT    NOT NULL,
    country     TEXT,
    rollup      TEXT,
    mentions    INTEGER NOT NULL,
    offices     TEXT    NOT NULL, -- JSON: [title, start, end]
    PRIMARY KEY (document, entity)
) WITHOUT ROWID;

CREATE TABLE attribution (
    document           INTEGER NOT NULL REFERENCES document (id),
    number             INTEGER NOT NULL,
    source_start       INTEGER,
    source_end         INTEGER,
    cue_start          INTEGER,
    cue_end            INTEGER,
    form               TEXT    NOT NULL,
    kind               TEXT    NOT NULL,
    speaker            TEXT,
    speaker_why        TEXT,
    speaker_candidates TEXT,
    speaker_reason     TEXT,
    venue_start        INTEGER,
    venue_end          INTEGER,
    addressee_start    INTEGER,
    addressee_end      INTEGER,
    nested_in          INTEGER,
    content            TEXT    NOT NULL, -- JSON: [start, end] of each piece
    extractor   TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    rule        TEXT    NOT NULL,
    triggers    TEXT    NOT NULL,
    confidence  REAL,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, speaker) REFERENCES entity (document, entity),
    FOREIGN KEY (document, nested_in) REFERENCES attribution (document, number) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE figure (
    document        INTEGER NOT NULL REFERENCES document (id),
    number          INTEGER NOT NULL,
    start           INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    number_start    INTEGER NOT NULL,
    number_end      INTEGER NOT NULL,
    measure         TEXT    NOT NULL,
    value           REAL,
    low             REAL,
    high            REAL,
    bound           TEXT    NOT NULL,
    scope           TEXT,
    counted_start   INTEGER,
    counted_end     INTEGER,
    status          TEXT,
    share_of        INTEGER,
    as_of           INTEGER,
    claimed_by      TEXT    NOT NULL CHECK (claimed_by IN ('entity', 'unknown_speaker', 'unattributed', 'outlet')),
    claimant        TEXT,
    claimant_start  INTEGER,
    claimant_end    INTEGER,
    attribution     INTEGER,
    extractor   TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    rule        TEXT    NOT NULL,
    triggers    TEXT    NOT NULL,
    confidence  REAL,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, share_of) REFERENCES figure (document, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, claimant) REFERENCES entity (document, entity),
    FOREIGN KEY (document, attribution) REFERENCES attribution (document, number)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE full_text USING fts5 (
    headline, text, content = 'document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
-- Documents enter full_text many at a time, not each in its own transaction; those up to this number are in it.
CREATE TABLE full_text_state (
    indexed INTEGER NOT NULL
);
INSERT INTO full_text_state VALUES (0);

-- The layers as rows.

CREATE VIEW alignment AS
SELECT l.document, r.key AS number, r.value ->> 0 AS kind, r.value ->> 1 AS start, r.value ->> 2 AS "end",
       r.value ->> 3 AS source_start, r.value ->> 4 AS source_end
FROM layers l, json_each(l.alignments) r;

CREATE VIEW segment AS
SELECT l.document, s.key AS number, s.value ->> 0 AS kind, s.value ->> 1 AS start, s.value ->> 2 AS "end",
       s.value ->> 3 AS source_start, s.value ->> 4 AS source_end, s.value ->> 5 AS boilerplate
FROM layers l, json_each(l.segments) s;

CREATE VIEW sentence AS
SELECT l.document, s.key AS number, s.value ->> 0 AS start, s.value ->> 1 AS "end"
FROM layers l, json_each(l.sentences) s;

CREATE VIEW mention AS
SELECT l.document, m.value ->> 0 AS number, m.value ->> 1 AS start, m.value ->> 2 AS "end", m.value ->> 3 AS form,
       m.value ->> 4 AS entity_type, m.value ->> 5 AS entity, m.value ->> 6 AS metonym,
       m.value ->> '$[7][0]' AS extractor, m.value ->> '$[7][1]' AS version, m.value ->> '$[7][2]' AS rule,
       m.value ->> '$[7][3]' AS triggers, m.value ->> '$[7][4]' AS confidence
FROM layers l, json_each(l.mentions) m;

CREATE VIEW time_expression AS
SELECT l.document, t.value ->> 0 AS number, t.value ->> 1 AS start, t.value ->> 2 AS "end", t.value ->> 3 AS type,
       t.value ->> 4 AS value, t.value ->> 5 AS text_only, t.value ->> 6 AS anchor,
       t.value ->> '$[7][0]' AS extractor, t.value ->> '$[7][1]' AS version, t.value ->> '$[7][2]' AS rule,
       t.value ->> '$[7][3]' AS triggers, t.value ->> '$[7][4]' AS confidence
FROM layers l, json_each(l.time_expressions) t;

CREATE VIEW place AS
SELECT l.document, p.value ->> 0 AS number, p.value ->> 1 AS start, p.value ->> 2 AS "end",
       p.value ->> '$[3].resolution' AS resolution, p.value ->> '$[3].gazetteer' AS gazetteer,
       p.value ->> '$[3].name' AS name, p.value ->> '$[3].country' AS country,
       p.value ->> '$[3].latitude' AS latitude, p.value ->> '$[3].longitude' AS longitude,
       p.value ->> '$[3].precision' AS "precision", p.value ->> '$[3].candidates' AS candidates,
       p.value ->> '$[4][0]' AS extractor, p.value ->> '$[4][1]' AS version, p.value ->> '$[4][2]' AS rule,
       p.value ->> '$[4][3]' AS triggers, p.value ->> '$[4][4]' AS confidence
FROM layers l, json_each(l.places) p;

CREATE VIEW office AS
SELECT e.document, e.entity, o.key AS number, o.value ->> 0 AS title, o.value ->> 1 AS start, o.value ->> 2 AS "end"
FROM entity e, json_each(e.offices) o;

CREATE VIEW content AS
SELECT a.document, a.number AS attribution, c.key AS number, c.value ->> 0 AS start, c.value ->> 1 AS "end"
FROM attribution a, json_each(a.content) c;

-- Views for people. `words` is what the span yields; start_char and end_char count Unicode code points.

CREATE VIEW documents AS
SELECT d.id AS document, d.headline, d.outlet, d.agency, d.published, d.published_known, d.language, d.version,
       NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = d.id) AS latest,
       (SELECT count(*) FROM attribution a WHERE a.document = d.id) AS statements,
       (SELECT count(*) FROM figure f WHERE f.document = d.id) AS figures,
       coalesce(d.url, d.locator) AS address, d.original_hash
FROM document d;

CREATE VIEW statements AS
SELECT a.document, a.number AS statement, d.published, d.outlet, d.headline,
       coalesce(e.name, 'unknown') AS speaker, a.speaker AS speaker_id,
       CAST(substr(CAST(d.text AS BLOB), a.source_start + 1, a.source_end - a.source_start) AS TEXT) AS source,
       CAST(substr(CAST(d.text AS BLOB), a.cue_start + 1, a.cue_end - a.cue_start) AS TEXT) AS cue,
       (SELECT group_concat(words, ' … ') FROM (
            SELECT CAST(substr(CAST(d.text AS BLOB), (c.value ->> 0) + 1, (c.value ->> 1) - (c.value ->> 0)) AS TEXT)
                AS words
            FROM json_each(a.content) c ORDER BY c.key)) AS content,
       a.form, a.kind, a.nested_in, a.speaker_reason,
       a.rule,
       (SELECT length(CAST(substr(CAST(d.text AS BLOB), 1, min(c.value ->> 0)) AS TEXT)) FROM json_each(a.content) c)
           AS start_char,
       (SELECT length(CAST(substr(CAST(d.text AS BLOB), 1, max(c.value ->> 1)) AS TEXT)) FROM json_each(a.content) c)
           AS end_char,
       coalesce(d.url, d.locator) AS address
FROM attribution a
JOIN document d ON d.id = a.document
LEFT JOIN entity e ON e.document = a.document AND e.entity = a.speaker;

CREATE VIEW figures AS
SELECT f.document, f.number AS figure, d.published, d.outlet, f.measure, f.value, f.bound, f.low, f.high, f.scope,
       f.status,
       CASE f.claimed_by WHEN 'entity' THEN e.name WHEN 'unknown_speaker' THEN 'unknown speaker'
            ELSE f.claimed_by END AS claimant,
       f.claimant AS claimant_id, t.value AS as_of, t.text_only AS as_of_text_only,
       CAST(substr(CAST(d.text AS BLOB), f.start + 1, f."end" - f.start) AS TEXT) AS words,
       f.share_of, f.rule,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address
FROM figure f
JOIN document d ON d.id = f.document
LEFT JOIN entity e ON e.document = f.document AND e.entity = f.claimant
LEFT JOIN time_expression t ON t.document = f.document AND t.number = f.as_of;

CREATE VIEW timeline AS
SELECT coalesce(t.value, t.text_only) AS "when", t.type, t.value, t.text_only, t.document, d.published, d.outlet,
       CAST(substr(CAST(d.text AS BLOB), t.start + 1, t."end" - t.start) AS TEXT) AS words,
       (SELECT CAST(substr(CAST(d.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT) FROM sentence s
            WHERE s.document = t.document AND s.start <= t.start ORDER BY s.number DESC LIMIT 1) AS sentence,
       length(CAST(substr(CAST(d.text AS BLOB), 1, t.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, t."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address
FROM time_expression t
JOIN document d ON d.id = t.document
WHERE t.type IN ('DATE', 'TIME');

CREATE VIEW entities AS
SELECT e.entity, e.entity_type, max(e.name) AS name, e.country,
       count(DISTINCT e.document) AS documents,
       sum(e.mentions) AS mentions, coalesce(a.statements, 0) AS statements, o.offices
FROM entity e
LEFT JOIN (SELECT speaker, count(*) AS statements FROM attribution GROUP BY speaker) a ON a.speaker = e.entity
LEFT JOIN (SELECT entity, group_concat(DISTINCT title) AS offices FROM office GROUP BY entity) o
    ON o.entity = e.entity
GROUP BY e.entity;
