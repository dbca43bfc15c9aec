-- A version of the store: corrections of any line. What was read of a corrected document is kept apart, row by row as it
-- was, so that taking the corrections back gives the same bytes. A later step that changes one of these tables changes its
-- twin `read_…` too.

DROP VIEW corrections;
ALTER TABLE correction RENAME TO correction_before;
CREATE TABLE correction (
    number INTEGER PRIMARY KEY,
    who    TEXT,                        -- null where nobody said it
    "when" TEXT,                        -- null where nobody said it
    what   TEXT    NOT NULL,            -- JSON: {"kind": "set", "line": ANCHOR, "field": …, "value": …} and so on
    before TEXT    NOT NULL,
    after  TEXT    NOT NULL,
    why    TEXT    NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    undone_who  TEXT,
    undone_when TEXT,
    undone_why  TEXT
);
INSERT INTO correction (number, who, "when", what, before, after, why, undone, undone_when)
SELECT number, who, "when", what, before, after, why, undone IS NOT NULL, undone FROM correction_before;
DROP TABLE correction_before;

-- What became of each correction in each document that it is about.
CREATE TABLE correction_state (
    correction INTEGER NOT NULL REFERENCES correction (number),
    document   INTEGER NOT NULL,
    number     INTEGER,                 -- of its line there
    state      TEXT    NOT NULL CHECK (state IN ('applied', 'superseded', 'open')),
    reason     TEXT,
    PRIMARY KEY (correction, document)
) WITHOUT ROWID;

-- Corrections that are in a line.
CREATE TABLE corrected_line (
    document   INTEGER NOT NULL,
    kind       TEXT    NOT NULL,        -- statement, figure, event, position, mention, time, place
    number     INTEGER NOT NULL,
    correction INTEGER NOT NULL REFERENCES correction (number),
    PRIMARY KEY (document, kind, number, correction)
) WITHOUT ROWID;

-- The state of the store when corrections were last laid over its documents.
CREATE TABLE correction_run (
    document  INTEGER NOT NULL,
    corrected INTEGER NOT NULL
);
INSERT INTO correction_run VALUES (0, 0);

-- Documents whose rows are corrected, with the numbers of the corrections, as a JSON array; their rows as they were read.
CREATE TABLE read_of (
    document INTEGER PRIMARY KEY,
    applied  TEXT NOT NULL
);
CREATE TABLE read_document AS SELECT * FROM document WHERE 0;
CREATE INDEX read_document_of ON read_document (id);
CREATE TABLE read_layers AS SELECT * FROM layers WHERE 0;
CREATE INDEX read_layers_of ON read_layers (document);
CREATE TABLE read_entity AS SELECT * FROM entity WHERE 0;
CREATE INDEX read_entity_of ON read_entity (document);
CREATE TABLE read_attribution AS SELECT * FROM attribution WHERE 0;
CREATE INDEX read_attribution_of ON read_attribution (document);
CREATE TABLE read_figure AS SELECT * FROM figure WHERE 0;
CREATE INDEX read_figure_of ON read_figure (document);
CREATE TABLE read_event AS SELECT * FROM event WHERE 0;
CREATE INDEX read_event_of ON read_event (document);
CREATE TABLE read_event_mention AS SELECT * FROM event_mention WHERE 0;
CREATE INDEX read_event_mention_of ON read_event_mention (document);
CREATE TABLE read_event_participant AS SELECT * FROM event_participant WHERE 0;
CREATE INDEX read_event_participant_of ON read_event_participant (document);
CREATE TABLE read_position AS SELECT * FROM position WHERE 0;
CREATE INDEX read_position_of ON read_position (document);

-- A correction is about a text: found by its hash, also after the report was read anew.
CREATE INDEX document_text_hash ON document (text_hash);

CREATE VIEW corrections AS
SELECT c.number, c.who, c."when",
       CASE c.what ->> 'kind' WHEN 'set' THEN 'change' WHEN 'join' THEN 'merge' WHEN 'part' THEN 'split'
            WHEN 'join_events' THEN 'merge events' WHEN 'part_events' THEN 'split events'
            WHEN 'join_series' THEN 'merge series' WHEN 'part_series' THEN 'split series'
            ELSE c.what ->> 'kind' END AS what,
       (SELECT group_concat(told, ', ') FROM (
            SELECT CASE c.what ->> '$.line.line' WHEN 'document' THEN 'document:' || s.document
                        ELSE (c.what ->> '$.line.line') || ':' || s.document || '/' || s.number END AS told
            FROM correction_state s WHERE s.correction = c.number AND s.number IS NOT NULL
                AND (c.what ->> '$.line.line') IS NOT NULL ORDER BY s.document)) AS line,
       c.what ->> 'field' AS field, c.before, c.after, c.why,
       CASE WHEN c.undone THEN 'undone'
            WHEN EXISTS (SELECT 1 FROM correction_state s WHERE s.correction = c.number AND s.state = 'applied') THEN
                CASE WHEN EXISTS (SELECT 1 FROM correction_state s WHERE s.correction = c.number AND s.state = 'open')
                     THEN 'applied in part' ELSE 'applied' END
            WHEN EXISTS (SELECT 1 FROM correction_state s WHERE s.correction = c.number AND s.state = 'superseded')
                 THEN 'superseded'
            ELSE 'open' END AS state,
       coalesce((SELECT group_concat(told, '; ') FROM (
            SELECT 'document ' || s.document || ': ' || s.reason AS told
            FROM correction_state s WHERE s.correction = c.number AND s.reason IS NOT NULL ORDER BY s.document)),
            CASE WHEN NOT c.undone AND NOT EXISTS (SELECT 1 FROM correction_state s WHERE s.correction = c.number)
                 THEN 'no document of the store has its text' END) AS reason,
       CASE WHEN c.undone THEN coalesce(c.undone_when, 'day not given') END AS undone, c.undone_who, c.undone_why
FROM correction c;

-- The views of before, each with the mark of its corrections.

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
       coalesce(d.url, d.locator) AS address,
       (SELECT group_concat(told, '; ') FROM (
            SELECT CASE k.what ->> 'kind' WHEN 'set' THEN 'changed ' || (k.what ->> 'field') WHEN 'accept' THEN 'accepted'
                       WHEN 'join' THEN 'merged' WHEN 'part' THEN 'split' ELSE 'follows' END || ' (' || k.number || ')' AS told
            FROM corrected_line w JOIN correction k ON k.number = w.correction
            WHERE w.document = a.document AND w.kind = 'statement' AND w.number = a.number ORDER BY k.number)) AS corrected
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
            WHERE r.series = c.series AND r.later = c.entry ORDER BY r.earlier)) AS relations,
       (SELECT group_concat(told, '; ') FROM (
            SELECT CASE k.what ->> 'kind' WHEN 'set' THEN 'changed ' || (k.what ->> 'field') WHEN 'accept' THEN 'accepted'
                       WHEN 'join' THEN 'merged' WHEN 'part' THEN 'split' ELSE 'follows' END || ' (' || k.number || ')' AS told
            FROM corrected_line w JOIN correction k ON k.number = w.correction
            WHERE w.document = f.document AND w.kind = 'figure' AND w.number = f.number ORDER BY k.number)) AS corrected
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
       coalesce(d.url, d.locator) AS address,
       (SELECT group_concat(told, '; ') FROM (
            SELECT CASE k.what ->> 'kind' WHEN 'set' THEN 'changed ' || (k.what ->> 'field') WHEN 'accept' THEN 'accepted'
                       WHEN 'join' THEN 'merged' WHEN 'part' THEN 'split' ELSE 'follows' END || ' (' || k.number || ')' AS told
            FROM corrected_line w JOIN correction k ON k.number = w.correction
            WHERE w.document = v.document AND w.kind = 'event' AND w.number = v.number ORDER BY k.number)) AS corrected
FROM event v
JOIN document d ON d.id = v.document
JOIN event_mention f ON f.document = v.document AND f.event = v.number AND f.number = 0
LEFT JOIN event_group_member g ON g.document = v.document AND g.event = v.number
LEFT JOIN layers l ON l.document = v.document AND v.place IS NOT NULL
LEFT JOIN json_each(l.places) p ON p.value ->> 0 = v.place;

DROP VIEW positions;
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
       coalesce(d.url, d.locator) AS address,
       (SELECT group_concat(told, '; ') FROM (
            SELECT CASE k.what ->> 'kind' WHEN 'set' THEN 'changed ' || (k.what ->> 'field') WHEN 'accept' THEN 'accepted'
                       WHEN 'join' THEN 'merged' WHEN 'part' THEN 'split' ELSE 'follows' END || ' (' || k.number || ')' AS told
            FROM corrected_line w JOIN correction k ON k.number = w.correction
            WHERE w.document = p.document AND w.kind = 'position' AND w.number = p.number ORDER BY k.number)) AS corrected
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

DROP VIEW timeline;
CREATE VIEW timeline AS
SELECT coalesce(t.value, t.text_only) AS "when", t.type, t.value, t.text_only, t.document, d.published, d.outlet,
       CAST(substr(CAST(d.text AS BLOB), t.start + 1, t."end" - t.start) AS TEXT) AS words,
       (SELECT CAST(substr(CAST(d.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT) FROM sentence s
            WHERE s.document = t.document AND s.start <= t.start ORDER BY s.number DESC LIMIT 1) AS sentence,
       length(CAST(substr(CAST(d.text AS BLOB), 1, t.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, t."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address,
       (SELECT group_concat(told, '; ') FROM (
            SELECT CASE k.what ->> 'kind' WHEN 'set' THEN 'changed ' || (k.what ->> 'field') WHEN 'accept' THEN 'accepted'
                       WHEN 'join' THEN 'merged' WHEN 'part' THEN 'split' ELSE 'follows' END || ' (' || k.number || ')' AS told
            FROM corrected_line w JOIN correction k ON k.number = w.correction
            WHERE w.document = t.document AND w.kind = 'time' AND w.number = t.number ORDER BY k.number)) AS corrected
FROM time_expression t
JOIN document d ON d.id = t.document
WHERE t.type IN ('DATE', 'TIME');
