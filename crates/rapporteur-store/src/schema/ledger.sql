-- A version of the store: the figure ledger, computed over the last versions of all documents.

-- One row for each quantity. Numbers of series are given anew at each computation.
CREATE TABLE figure_series (
    series            INTEGER PRIMARY KEY,
    measure           TEXT    NOT NULL,
    part_of           INTEGER,          -- the series that a share or a part divides
    reports           INTEGER NOT NULL, -- reports with a claim of it, copies included
    gravest           TEXT,             -- the gravest relation between two of its claims
    ucdp_low          REAL,
    ucdp_best         REAL,
    ucdp_high         REAL,
    conservative      REAL,
    conservative_word TEXT,             -- the vague word that gave the number by convention
    latest            TEXT    NOT NULL, -- JSON array of figures, [document, number]: the last of each claimant
    beside            TEXT    NOT NULL  -- JSON array of [series, relation]
);

-- One row for each figure of a last version, with its place in its series, from 0.
CREATE TABLE figure_claim (
    document    INTEGER NOT NULL,
    figure      INTEGER NOT NULL,
    series      INTEGER NOT NULL REFERENCES figure_series (series),
    entry       INTEGER NOT NULL,
    standing    TEXT    NOT NULL CHECK (standing IN ('first', 'new', 'former', 'repeat', 'copy')),
    again       INTEGER,          -- of a repeat or a copy: the place of the earlier claim
    as_of_first TEXT,
    as_of_last  TEXT,
    as_of_known TEXT,             -- stated or published
    since       INTEGER,          -- number of the time expression that begins the sum
    place       INTEGER,          -- number of the place
    PRIMARY KEY (document, figure),
    FOREIGN KEY (document, figure) REFERENCES figure (document, number)
) WITHOUT ROWID;
CREATE INDEX figure_claim_series ON figure_claim (series, entry);

-- How a claim stands to earlier ones of its series, by their places.
CREATE TABLE figure_relation (
    series   INTEGER NOT NULL,
    later    INTEGER NOT NULL,
    earlier  INTEGER NOT NULL,
    relation TEXT    NOT NULL CHECK (relation IN ('same', 'compatible', 'updated', 'differs', 'contradicts')),
    PRIMARY KEY (series, later, earlier)
) WITHOUT ROWID;

-- The state of the store when the ledger was computed.
CREATE TABLE ledger_state (
    document  INTEGER NOT NULL,
    corrected INTEGER NOT NULL
);
INSERT INTO ledger_state VALUES (-1, -1);

DROP VIEW figures;
CREATE VIEW figures AS
SELECT f.document, f.number AS figure, d.published, d.outlet, f.measure, f.value, f.bound, f.low, f.high, f.scope,
       f.status,
       CASE f.claimed_by WHEN 'entity' THEN e.name WHEN 'unknown_speaker' THEN 'unknown speaker'
            ELSE f.claimed_by END AS claimant,
       f.claimant AS claimant_id, i.name AS identity_name, i.identity,
       t.value AS as_of, t.text_only AS as_of_text_only,
       CAST(substr(CAST(d.text AS BLOB), f.start + 1, f."end" - f.start) AS TEXT) AS words,
       f.share_of, f.rule,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address,
       c.series, c.entry, c.standing, c.again,
       CASE WHEN c.as_of_first = c.as_of_last THEN c.as_of_first ELSE c.as_of_first || '/' || c.as_of_last END
           AS as_of_day,
       c.as_of_known,
       s.value AS since,
       CAST(substr(CAST(d.text AS BLOB), (p.value ->> 1) + 1, (p.value ->> 2) - (p.value ->> 1)) AS TEXT) AS place,
       CAST(substr(CAST(d.text AS BLOB), f.counted_start + 1, f.counted_end - f.counted_start) AS TEXT) AS counted,
       (SELECT group_concat(told, '; ') FROM (
            SELECT r.relation || ' ' || w.document || '/' || w.figure AS told
            FROM figure_relation r JOIN figure_claim w ON w.series = r.series AND w.entry = r.earlier
            WHERE r.series = c.series AND r.later = c.entry ORDER BY r.earlier)) AS relations
FROM figure f
JOIN document d ON d.id = f.document
LEFT JOIN entity e ON e.document = f.document AND e.entity = f.claimant
LEFT JOIN identity_member m ON m.document = f.document AND m.entity = f.claimant
LEFT JOIN identity i ON i.identity = m.identity
LEFT JOIN time_expression t ON t.document = f.document AND t.number = f.as_of
LEFT JOIN figure_claim c ON c.document = f.document AND c.figure = f.number
LEFT JOIN time_expression s ON s.document = f.document AND s.number = c.since
LEFT JOIN layers l ON l.document = f.document AND c.place IS NOT NULL
LEFT JOIN json_each(l.places) p ON p.value ->> 0 = c.place;

-- One row for each quantity. `claims` counts what is no repeat and no copy.
CREATE VIEW series AS
SELECT s.series, s.measure,
       CAST(substr(CAST(d.text AS BLOB), f.start + 1, f."end" - f.start) AS TEXT) AS first_words,
       (SELECT count(*) FROM figure_claim c WHERE c.series = s.series AND c.standing IN ('first', 'new')) AS claims,
       (SELECT count(*) FROM figure_claim c WHERE c.series = s.series AND c.standing = 'repeat') AS repeats,
       (SELECT count(*) FROM figure_claim c WHERE c.series = s.series AND c.standing = 'copy') AS copies,
       s.reports,
       (SELECT min(c.as_of_first) FROM figure_claim c WHERE c.series = s.series) AS first_day,
       (SELECT max(c.as_of_last) FROM figure_claim c WHERE c.series = s.series) AS last_day,
       s.ucdp_low, s.ucdp_best, s.ucdp_high, s.conservative, s.conservative_word,
       (SELECT group_concat(told, '; ') FROM (
            SELECT coalesce(w.identity_name, w.claimant) ||
                   CASE WHEN w.claimant = 'outlet' THEN ' ' || coalesce(w.outlet, w.address) ELSE '' END ||
                   ': ' || w.words || coalesce(' (' || w.as_of_day || ')', '') AS told
            FROM json_each(s.latest) j
            JOIN figures w ON w.document = j.value ->> 0 AND w.figure = j.value ->> 1 ORDER BY j.key)) AS latest,
       s.gravest, s.part_of, s.beside, c.document, c.figure
FROM figure_series s
JOIN figure_claim c ON c.series = s.series AND c.entry = 0
JOIN figure f ON f.document = c.document AND f.number = c.figure
JOIN document d ON d.id = c.document;
