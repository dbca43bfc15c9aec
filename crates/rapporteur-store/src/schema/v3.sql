-- Version 3 of the store: events. Those of documents that an older program read are not known: their tables are empty.

-- The extent of a mention and the chain that it is in stand in the layers of version 1 already.
DROP VIEW mention;
CREATE VIEW mention AS
SELECT l.document, m.value ->> 0 AS number, m.value ->> 1 AS start, m.value ->> 2 AS "end", m.value ->> 3 AS form,
       m.value ->> 4 AS entity_type, m.value ->> 5 AS entity, m.value ->> 6 AS metonym,
       m.value ->> '$[7][0]' AS extractor, m.value ->> '$[7][1]' AS version, m.value ->> '$[7][2]' AS rule,
       m.value ->> '$[7][3]' AS triggers, m.value ->> '$[7][4]' AS confidence,
       m.value ->> '$[8][0]' AS extent_start, m.value ->> '$[8][1]' AS extent_end, m.value ->> 9 AS chain
FROM layers l, json_each(l.mentions) m;

CREATE TABLE event (
    document        INTEGER NOT NULL REFERENCES document (id),
    number          INTEGER NOT NULL,
    type            TEXT    NOT NULL,
    modes           TEXT    NOT NULL, -- JSON array
    contexts        TEXT    NOT NULL, -- JSON array
    quad            TEXT    NOT NULL,
    cameo           TEXT,
    realis          TEXT    NOT NULL,
    implied_sources TEXT    NOT NULL, -- JSON array of entities
    implied_targets TEXT    NOT NULL, -- JSON array of entities
    reciprocal      INTEGER NOT NULL,
    date_value      TEXT,
    date_text_only  TEXT,
    date_time       INTEGER,          -- number of the time expression
    place           INTEGER,          -- number of the place
    extractor   TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    rule        TEXT    NOT NULL,
    triggers    TEXT    NOT NULL,
    confidence  REAL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- The words that tell of an event.
CREATE TABLE event_mention (
    document    INTEGER NOT NULL,
    event       INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    realis      TEXT    NOT NULL,
    attribution INTEGER,
    extractor   TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    rule        TEXT    NOT NULL,
    triggers    TEXT    NOT NULL,
    confidence  REAL,
    PRIMARY KEY (document, event, number),
    FOREIGN KEY (document, event) REFERENCES event (document, number),
    FOREIGN KEY (document, attribution) REFERENCES attribution (document, number)
) WITHOUT ROWID;

-- The words that say who took part.
CREATE TABLE event_participant (
    document INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    side     TEXT    NOT NULL CHECK (side IN ('source', 'target')),
    number   INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    entity   TEXT,
    actor    TEXT, -- JSON, as of an entity
    PRIMARY KEY (document, event, side, number),
    FOREIGN KEY (document, event) REFERENCES event (document, number),
    FOREIGN KEY (document, entity) REFERENCES entity (document, entity)
) WITHOUT ROWID;

-- Each side with its names and its code: country and first sector.
CREATE VIEW event_side AS
SELECT p.document, p.event, p.side, p.number,
       CAST(substr(CAST(d.text AS BLOB), p.start + 1, p."end" - p.start) AS TEXT) AS words,
       e.name, p.entity, i.name AS identity_name, i.identity,
       coalesce(p.actor, e.actor) ->> 'country' AS country, coalesce(p.actor, e.actor) ->> '$.sectors[0]' AS sector,
       nullif(trim(coalesce(coalesce(p.actor, e.actor) ->> 'country', '') || ' ' ||
                   coalesce(coalesce(p.actor, e.actor) ->> '$.sectors[0]', '')), '') AS code
FROM event_participant p
JOIN document d ON d.id = p.document
LEFT JOIN entity e ON e.document = p.document AND e.entity = p.entity
LEFT JOIN identity_member m ON m.document = p.document AND m.entity = p.entity
LEFT JOIN identity i ON i.identity = m.identity;

CREATE VIEW events AS
SELECT v.document, v.number AS event, d.published, d.outlet, d.headline, v.type, v.realis,
       (SELECT group_concat(teller, '; ') FROM (
            SELECT CASE WHEN m.attribution IS NULL THEN 'outlet' ELSE coalesce(e.name, 'unknown speaker') END AS teller
            FROM event_mention m
            LEFT JOIN attribution a ON a.document = m.document AND a.number = m.attribution
            LEFT JOIN entity e ON e.document = a.document AND e.entity = a.speaker
            WHERE m.document = v.document AND m.event = v.number
            GROUP BY teller ORDER BY min(m.number))) AS reported_by,
       (SELECT group_concat(name, '; ') FROM (SELECT coalesce(s.name, s.words) AS name FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'source' ORDER BY s.number)) AS source,
       (SELECT group_concat(name, '; ') FROM (SELECT coalesce(s.name, s.words) AS name FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'target' ORDER BY s.number)) AS target,
       coalesce(v.date_value, v.date_text_only) AS "when",
       CASE WHEN v.date_text_only IS NULL OR v.date_value = 'PRESENT_REF' THEN d.published
            -- Weeks, seasons and 'PAST_REF' do not compare with days.
            WHEN substr(v.date_value, 6, 1) NOT BETWEEN 'A' AND 'Z' THEN v.date_value END AS day,
       CASE WHEN v.date_text_only IS NULL OR v.date_value = 'PRESENT_REF' THEN 'published' ELSE 'text' END AS dated_by,
       coalesce(p.value ->> '$[3].name',
                CAST(substr(CAST(d.text AS BLOB), (p.value ->> 1) + 1, (p.value ->> 2) - (p.value ->> 1)) AS TEXT)) AS place,
       p.value ->> '$[3].country' AS place_country,
       (SELECT group_concat(words, ' … ') FROM (
            SELECT CAST(substr(CAST(d.text AS BLOB), m.start + 1, m."end" - m.start) AS TEXT) AS words
            FROM event_mention m WHERE m.document = v.document AND m.event = v.number ORDER BY m.number)) AS words,
       (SELECT CAST(substr(CAST(d.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT) FROM sentence s
            WHERE s.document = v.document AND s.start <= f.start ORDER BY s.number DESC LIMIT 1) AS sentence,
       (SELECT group_concat(value, ' ') FROM json_each(v.modes)) AS modes,
       (SELECT group_concat(value, ' ') FROM json_each(v.contexts)) AS contexts,
       v.quad, v.cameo, v.reciprocal,
       (SELECT group_concat(words, '; ') FROM (SELECT s.words FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'source' ORDER BY s.number))
           AS source_words,
       (SELECT group_concat(words, '; ') FROM (SELECT s.words FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'target' ORDER BY s.number))
           AS target_words,
       (SELECT group_concat(code, '; ') FROM (SELECT coalesce(s.code, 'unknown') AS code FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'source' ORDER BY s.number))
           AS source_code,
       (SELECT group_concat(code, '; ') FROM (SELECT coalesce(s.code, 'unknown') AS code FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'target' ORDER BY s.number))
           AS target_code,
       (SELECT group_concat(name, '; ') FROM (SELECT coalesce(s.identity_name, s.words) AS name FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'source' ORDER BY s.number))
           AS source_identity,
       (SELECT group_concat(name, '; ') FROM (SELECT coalesce(s.identity_name, s.words) AS name FROM event_side s
            WHERE s.document = v.document AND s.event = v.number AND s.side = 'target' ORDER BY s.number))
           AS target_identity,
       (SELECT group_concat(name, '; ') FROM (SELECT coalesce(e.name, i.value) AS name FROM json_each(v.implied_sources) i
            LEFT JOIN entity e ON e.document = v.document AND e.entity = i.value ORDER BY i.key)) AS implied_source,
       (SELECT group_concat(name, '; ') FROM (SELECT coalesce(e.name, i.value) AS name FROM json_each(v.implied_targets) i
            LEFT JOIN entity e ON e.document = v.document AND e.entity = i.value ORDER BY i.key)) AS implied_target,
       (SELECT count(*) FROM event_mention m WHERE m.document = v.document AND m.event = v.number) AS mentions,
       v.rule, v.confidence,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address
FROM event v
JOIN document d ON d.id = v.document
JOIN event_mention f ON f.document = v.document AND f.event = v.number AND f.number = 0
LEFT JOIN layers l ON l.document = v.document AND v.place IS NOT NULL
LEFT JOIN json_each(l.places) p ON p.value ->> 0 = v.place;

-- One row for each event and pair of its sides; the sides of a reciprocal event stand on both sides of each other.
-- Of a side with more than 64 members the first 64 are paired: a list of thousands would give millions of rows.
-- Day and month are those of the event's date; where the text gives none, those of publication.
CREATE VIEW event_pairs AS
SELECT v.document, v.number AS event, d.published, d.outlet, v.type, v.quad, v.realis,
       CASE WHEN v.date_value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' THEN substr(v.date_value, 1, 7)
            WHEN (v.date_text_only IS NULL OR v.date_value = 'PRESENT_REF')
                 AND substr(d.published_earliest, 1, 7) = substr(d.published_latest, 1, 7)
            THEN substr(d.published_earliest, 1, 7) END AS month,
       CASE WHEN v.date_text_only IS NULL OR v.date_value = 'PRESENT_REF' THEN d.published
            -- Weeks, seasons and 'PAST_REF' do not compare with days.
            WHEN substr(v.date_value, 6, 1) NOT BETWEEN 'A' AND 'Z' THEN v.date_value END AS day,
       CASE WHEN v.date_text_only IS NULL OR v.date_value = 'PRESENT_REF' THEN 'published' ELSE 'text' END AS dated_by,
       s.code AS source_code, coalesce(s.name, s.words) AS source, coalesce(s.identity_name, s.words) AS source_identity,
       t.code AS target_code, coalesce(t.name, t.words) AS target, coalesce(t.identity_name, t.words) AS target_identity
FROM event v
JOIN document d ON d.id = v.document
LEFT JOIN event_side s ON s.document = v.document AND s.event = v.number AND s.side = 'source' AND s.number < 64
LEFT JOIN event_side t ON t.document = v.document AND t.event = v.number AND t.number < 64
    AND t.side = CASE v.reciprocal WHEN 0 THEN 'target' ELSE 'source' END
    AND (v.reciprocal = 0 OR t.number <> s.number);

-- Counts of events of last versions by pair of codes, month and realis.
CREATE VIEW dyads AS
SELECT source_code, target_code, month, realis,
       count(DISTINCT CASE quad WHEN 'verbal_cooperation' THEN document || '/' || event END) AS verbal_cooperation,
       count(DISTINCT CASE quad WHEN 'material_cooperation' THEN document || '/' || event END) AS material_cooperation,
       count(DISTINCT CASE quad WHEN 'verbal_conflict' THEN document || '/' || event END) AS verbal_conflict,
       count(DISTINCT CASE quad WHEN 'material_conflict' THEN document || '/' || event END) AS material_conflict,
       count(DISTINCT document || '/' || event) AS events
FROM event_pairs
WHERE document NOT IN (SELECT previous FROM document WHERE previous IS NOT NULL)
GROUP BY source_code, target_code, month, realis;

DROP VIEW documents;
CREATE VIEW documents AS
SELECT d.id AS document, d.headline, d.outlet, d.agency, d.published, d.published_known, d.language, d.version,
       NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = d.id) AS latest,
       (SELECT count(*) FROM attribution a WHERE a.document = d.id) AS statements,
       (SELECT count(*) FROM figure f WHERE f.document = d.id) AS figures,
       (SELECT count(*) FROM event v WHERE v.document = d.id) AS events,
       coalesce(d.url, d.locator) AS address, d.original_hash
FROM document d;
