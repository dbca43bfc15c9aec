-- Version 2 of the store: who is who across reports, corrections, actor codes.

-- JSON: {"country": "NOR", "sectors": ["GOV"], "title": …, "as_of": …, "why": …}; null where nothing tells.
ALTER TABLE entity ADD COLUMN actor TEXT;
-- Of a place: its id in the gazetteer, where the report resolves it.
ALTER TABLE entity ADD COLUMN gazetteer TEXT;
UPDATE entity SET gazetteer = r.gazetteer
FROM (SELECT l.document, m.value ->> 5 AS entity, min(p.value ->> '$[3].gazetteer') AS gazetteer
      FROM layers l, json_each(l.mentions) m, json_each(l.places) p
      WHERE p.value ->> '$[3].resolution' = 'resolved' AND m.value ->> 5 IS NOT NULL
        AND m.value ->> 1 = p.value ->> 1 AND m.value ->> 2 = p.value ->> 2
      GROUP BY l.document, m.value ->> 5) r
WHERE entity.document = r.document AND entity.entity = r.entity;

-- Entities of single reports that are taken to be one. Computed anew when documents were added.
CREATE TABLE identity (
    identity    TEXT NOT NULL PRIMARY KEY,
    entity_type TEXT NOT NULL,
    name        TEXT NOT NULL,
    country     TEXT,
    candidates  TEXT NOT NULL -- JSON array of identities: whom a bare name may mean
) WITHOUT ROWID;

CREATE TABLE identity_member (
    document INTEGER NOT NULL,
    entity   TEXT    NOT NULL,
    identity TEXT    NOT NULL REFERENCES identity (identity) DEFERRABLE INITIALLY DEFERRED,
    rule     TEXT    NOT NULL,
    why      TEXT    NOT NULL,
    PRIMARY KEY (document, entity),
    FOREIGN KEY (document, entity) REFERENCES entity (document, entity)
) WITHOUT ROWID;
CREATE INDEX identity_member_identity ON identity_member (identity, document);

-- Ids that identities had before they were joined to others, each with the first entity that it stood for.
CREATE TABLE identity_former (
    former   TEXT    NOT NULL PRIMARY KEY,
    document INTEGER NOT NULL,
    entity   TEXT    NOT NULL
) WITHOUT ROWID;

-- Identities are those of the documents up to this number, after so many corrections were made and taken back.
CREATE TABLE identity_state (
    identified INTEGER NOT NULL,
    corrected  INTEGER NOT NULL
);
INSERT INTO identity_state VALUES (0, 0);

CREATE TABLE correction (
    number INTEGER PRIMARY KEY,
    who    TEXT NOT NULL,
    "when" TEXT NOT NULL,
    what   TEXT NOT NULL, -- JSON: {"kind": "merge", "left": ANCHOR, "right": ANCHOR} or {"kind": "split", "out": [ANCHOR]}
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    why    TEXT NOT NULL,
    undone TEXT
);

DROP VIEW statements;
CREATE VIEW statements AS
SELECT a.document, a.number AS statement, d.published, d.outlet, d.headline,
       coalesce(e.name, 'unknown') AS speaker, a.speaker AS speaker_id,
       i.name AS identity_name, i.identity,
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
LEFT JOIN entity e ON e.document = a.document AND e.entity = a.speaker
LEFT JOIN identity_member m ON m.document = a.document AND m.entity = a.speaker
LEFT JOIN identity i ON i.identity = m.identity;

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
       coalesce(d.url, d.locator) AS address
FROM figure f
JOIN document d ON d.id = f.document
LEFT JOIN entity e ON e.document = f.document AND e.entity = f.claimant
LEFT JOIN identity_member m ON m.document = f.document AND m.entity = f.claimant
LEFT JOIN identity i ON i.identity = m.identity
LEFT JOIN time_expression t ON t.document = f.document AND t.number = f.as_of;

-- One row for each identity. An entity whose document came after the last computation stands for itself.
DROP VIEW entities;
CREATE VIEW actor AS
SELECT e.document, e.entity, e.actor ->> 'country' AS country,
       (SELECT group_concat(s.value, ' ') FROM json_each(e.actor, '$.sectors') s) AS sectors,
       e.actor ->> 'title' AS title, e.actor ->> 'as_of' AS as_of, e.actor ->> '$.why.rule' AS rule
FROM entity e WHERE e.actor IS NOT NULL;

CREATE VIEW entities AS
WITH member AS MATERIALIZED (
    SELECT coalesce(m.identity, e.entity) AS identity, e.document, e.entity, e.entity_type, e.name, e.country,
           e.aliases, e.offices, e.mentions
    FROM entity e LEFT JOIN identity_member m ON m.document = e.document AND m.entity = e.entity
)
SELECT g.identity AS entity, coalesce(i.entity_type, g.entity_type) AS entity_type, coalesce(i.name, g.name) AS name,
       s.spellings, o.offices, coalesce(i.country, g.country) AS country, g.documents, g.mentions,
       coalesce(a.statements, 0) AS statements, c.actor,
       (SELECT group_concat(k.value, ', ') FROM json_each(i.candidates) k) AS may_be
FROM (SELECT identity, max(entity_type) AS entity_type, max(name) AS name, max(country) AS country,
             count(DISTINCT document) AS documents, sum(mentions) AS mentions
      FROM member GROUP BY identity) g
LEFT JOIN identity i ON i.identity = g.identity
LEFT JOIN (SELECT identity, group_concat(name || ' (' || n || ')', ', ') AS spellings
           FROM (SELECT m.identity, s.value AS name, count(DISTINCT m.document) AS n
                 FROM member m, json_each(CASE m.aliases WHEN '[]' THEN json_array(m.name) ELSE m.aliases END) s
                 GROUP BY m.identity, s.value ORDER BY m.identity, n DESC, s.value)
           GROUP BY identity) s ON s.identity = g.identity
LEFT JOIN (SELECT identity, group_concat(office, '; ') AS offices
           FROM (SELECT m.identity, o.value ->> 0 ||
                        CASE WHEN min(d.day) IS NULL THEN ''
                             WHEN min(d.day) = max(d.day) THEN ' (' || min(d.day) || ')'
                             ELSE ' (' || min(d.day) || ' to ' || max(d.day) || ')'
                        END AS office, count(DISTINCT m.document) AS n
                 FROM member m, json_each(m.offices) o
                 JOIN (SELECT id, CASE WHEN published_earliest = published_latest THEN published_earliest END AS day
                       FROM document) d ON d.id = m.document
                 GROUP BY m.identity, o.value ->> 0 ORDER BY m.identity, n DESC, o.value ->> 0)
           GROUP BY identity) o ON o.identity = g.identity
LEFT JOIN (SELECT m.identity, count(*) AS statements
           FROM attribution a JOIN member m ON m.document = a.document AND m.entity = a.speaker
           GROUP BY m.identity) a ON a.identity = g.identity
LEFT JOIN (SELECT identity, group_concat(code, '; ') AS actor
           FROM (SELECT DISTINCT m.identity, trim(coalesce(c.country, '') || ' ' || coalesce(c.sectors, '')) AS code
                 FROM actor c JOIN member m ON m.document = c.document AND m.entity = c.entity
                 ORDER BY m.identity, code)
           GROUP BY identity) c ON c.identity = g.identity;

CREATE VIEW corrections AS
SELECT number, who, "when", what ->> 'kind' AS what, before, after, why, undone FROM correction;
