-- A version of the store: who stands how to which issue.

-- Positions of single documents, each by one piece of evidence.
CREATE TABLE position (
    document       INTEGER NOT NULL REFERENCES document (id),
    number         INTEGER NOT NULL,
    holder_start   INTEGER,
    holder_end     INTEGER,
    holder         TEXT,             -- entity, rolled up; null where the words name nobody for certain
    speaker        TEXT,             -- entity that spoke, where that is another one
    issue_key      TEXT    NOT NULL,
    issue_common   INTEGER NOT NULL,
    issue_contrary INTEGER NOT NULL,
    issue_start    INTEGER NOT NULL,
    issue_end      INTEGER NOT NULL,
    about          TEXT    NOT NULL, -- JSON array of entities
    stance         TEXT    NOT NULL,
    side           TEXT    NOT NULL,
    strength       INTEGER NOT NULL CHECK (strength BETWEEN 1 AND 3),
    voice          TEXT    NOT NULL,
    cue_start      INTEGER NOT NULL,
    cue_end        INTEGER NOT NULL,
    attribution    INTEGER,
    extractor      TEXT    NOT NULL,
    version        TEXT    NOT NULL,
    rule           TEXT    NOT NULL,
    triggers       TEXT    NOT NULL,
    confidence     REAL,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, attribution) REFERENCES attribution (document, number)
) WITHOUT ROWID;

-- Documents that were read for positions, also those that have none.
CREATE TABLE position_read (document INTEGER NOT NULL PRIMARY KEY REFERENCES document (id));

-- Issues over all documents. Computed anew when documents were added.
CREATE TABLE issue (
    issue INTEGER NOT NULL PRIMARY KEY,
    name  TEXT    NOT NULL
);
CREATE TABLE issue_position (
    document         INTEGER NOT NULL,
    position         INTEGER NOT NULL,
    issue            INTEGER NOT NULL REFERENCES issue (issue),
    place            INTEGER NOT NULL, -- in the issue, by day
    departs_document INTEGER,          -- the holder's earlier position that it departs from
    departs_position INTEGER,
    PRIMARY KEY (document, position),
    FOREIGN KEY (document, position) REFERENCES position (document, number)
) WITHOUT ROWID;
CREATE INDEX issue_position_issue ON issue_position (issue, place);
CREATE TABLE issue_state (
    document  INTEGER NOT NULL,
    corrected INTEGER NOT NULL
);
INSERT INTO issue_state VALUES (0, 0);

CREATE VIEW positions AS
SELECT p.document, p.number AS position, d.published, d.outlet, d.headline,
       coalesce(hi.name, h.name,
                CAST(substr(CAST(d.text AS BLOB), p.holder_start + 1, p.holder_end - p.holder_start) AS TEXT)) AS holder,
       p.holder AS holder_id, hi.identity,
       coalesce(si.name, s.name) AS speaker, p.speaker AS speaker_id,
       i.name AS issue, q.issue AS issue_number, p.issue_key, p.issue_contrary AS contrary,
       p.stance, p.side, p.strength, p.voice,
       CAST(substr(CAST(d.text AS BLOB), p.cue_start + 1, p.cue_end - p.cue_start) AS TEXT) AS cue,
       CAST(substr(CAST(d.text AS BLOB), p.issue_start + 1, p.issue_end - p.issue_start) AS TEXT) AS words,
       CAST(substr(CAST(d.text AS BLOB), p.holder_start + 1, p.holder_end - p.holder_start) AS TEXT) AS holder_words,
       (SELECT CAST(substr(CAST(d.text AS BLOB), t.start + 1, t."end" - t.start) AS TEXT) FROM sentence t
            WHERE t.document = p.document AND t.start <= p.cue_start ORDER BY t.number DESC LIMIT 1) AS sentence,
       q.place, q.departs_document, q.departs_position,
       CASE WHEN q.departs_document IS NOT NULL THEN
           (SELECT o.stance || ': “' ||
                   CAST(substr(CAST(e.text AS BLOB), o.cue_start + 1, o.cue_end - o.cue_start) AS TEXT) || '” … “' ||
                   CAST(substr(CAST(e.text AS BLOB), o.issue_start + 1, o.issue_end - o.issue_start) AS TEXT) || '”'
            FROM position o JOIN document e ON e.id = o.document
            WHERE o.document = q.departs_document AND o.number = q.departs_position) END AS departs_from,
       p.attribution, p.rule,
       length(CAST(substr(CAST(d.text AS BLOB), 1, min(p.cue_start, p.issue_start)) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, max(p.cue_end, p.issue_end)) AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address
FROM position p
JOIN document d ON d.id = p.document
LEFT JOIN entity h ON h.document = p.document AND h.entity = p.holder
LEFT JOIN identity_member hm ON hm.document = p.document AND hm.entity = p.holder
LEFT JOIN identity hi ON hi.identity = hm.identity
LEFT JOIN entity s ON s.document = p.document AND s.entity = p.speaker
LEFT JOIN identity_member sm ON sm.document = p.document AND sm.entity = p.speaker
LEFT JOIN identity si ON si.identity = sm.identity
LEFT JOIN issue_position q ON q.document = p.document AND q.position = p.number
LEFT JOIN issue i ON i.issue = q.issue;
