-- A version of the store: which events of the documents are one.

-- An event over all documents.
CREATE TABLE event_group (
    event_group TEXT    NOT NULL PRIMARY KEY, -- `e12.3`: event 3 of document 12, its first member
    document    INTEGER NOT NULL,             -- the member that tells most of it
    event       INTEGER NOT NULL,
    FOREIGN KEY (document, event) REFERENCES event (document, number)
) WITHOUT ROWID;

-- Events of documents as its members, each with the reason.
CREATE TABLE event_group_member (
    document      INTEGER NOT NULL,
    event         INTEGER NOT NULL,
    event_group   TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    with_document INTEGER,                    -- the member that it was most likely to be one with
    with_event    INTEGER,
    likelihood    REAL    NOT NULL,
    PRIMARY KEY (document, event),
    FOREIGN KEY (document, event) REFERENCES event (document, number)
) WITHOUT ROWID;
CREATE INDEX event_group_member_group ON event_group_member (event_group);

-- Up to which document and how many corrections the groups know the store.
CREATE TABLE event_group_state (
    grouped   INTEGER NOT NULL,
    corrected INTEGER NOT NULL
);
INSERT INTO event_group_state VALUES (0, 0);

DROP VIEW events;
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
       coalesce(g.event_group, 'e' || v.document || '.' || v.number) AS event_group,
       -- How many documents tell of it, by their last versions.
       CASE WHEN g.event_group IS NULL THEN 1 ELSE
           (SELECT count(DISTINCT o.document) FROM event_group_member o WHERE o.event_group = g.event_group
            AND o.document NOT IN (SELECT previous FROM document WHERE previous IS NOT NULL)) END AS told_in,
       v.rule, v.confidence,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, f."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address
FROM event v
JOIN document d ON d.id = v.document
JOIN event_mention f ON f.document = v.document AND f.event = v.number AND f.number = 0
LEFT JOIN event_group_member g ON g.document = v.document AND g.event = v.number
LEFT JOIN layers l ON l.document = v.document AND v.place IS NOT NULL
LEFT JOIN json_each(l.places) p ON p.value ->> 0 = v.place;

DROP VIEW dyads;
DROP VIEW event_pairs;
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
       t.code AS target_code, coalesce(t.name, t.words) AS target, coalesce(t.identity_name, t.words) AS target_identity,
       coalesce(g.event_group, 'e' || v.document || '.' || v.number) AS event_group
FROM event v
JOIN document d ON d.id = v.document
LEFT JOIN event_group_member g ON g.document = v.document AND g.event = v.number
LEFT JOIN event_side s ON s.document = v.document AND s.event = v.number AND s.side = 'source' AND s.number < 64
LEFT JOIN event_side t ON t.document = v.document AND t.event = v.number AND t.number < 64
    AND t.side = CASE v.reciprocal WHEN 0 THEN 'target' ELSE 'source' END
    AND (v.reciprocal = 0 OR t.number <> s.number);

-- Counts of events of last versions by pair of codes, month and realis; what several documents tell of counts once.
CREATE VIEW dyads AS
SELECT source_code, target_code, month, realis,
       count(DISTINCT CASE quad WHEN 'verbal_cooperation' THEN event_group END) AS verbal_cooperation,
       count(DISTINCT CASE quad WHEN 'material_cooperation' THEN event_group END) AS material_cooperation,
       count(DISTINCT CASE quad WHEN 'verbal_conflict' THEN event_group END) AS verbal_conflict,
       count(DISTINCT CASE quad WHEN 'material_conflict' THEN event_group END) AS material_conflict,
       count(DISTINCT event_group) AS events
FROM event_pairs
WHERE document NOT IN (SELECT previous FROM document WHERE previous IS NOT NULL)
GROUP BY source_code, target_code, month, realis;

-- One row for each event over all documents, as the member that tells most of it has it. Last versions only.
CREATE VIEW event_groups AS
SELECT g.event_group, v.told_in, v.type,
       (SELECT group_concat(realis || CASE n WHEN 1 THEN '' ELSE ' (' || n || ')' END, ', ') FROM (
            SELECT e.realis, count(*) AS n FROM event_group_member m
            JOIN event e ON e.document = m.document AND e.number = m.event
            WHERE m.event_group = g.event_group
                AND m.document NOT IN (SELECT previous FROM document WHERE previous IS NOT NULL)
            GROUP BY e.realis ORDER BY n DESC, min(m.document), min(m.event))) AS realis,
       v.source, v.target, v."when", v.day, v.place, v.words, v.document, v.event
FROM event_group g
JOIN events v ON v.document = g.document AND v.event = g.event
WHERE v.told_in > 0;
