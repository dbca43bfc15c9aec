-- A version of the store: which documents tell of one happening, and which copy or retell others.

-- What is kept of a document to lay it beside others; drawn anew when the version is not the program's.
CREATE TABLE story_sketch (
    document INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    version  INTEGER NOT NULL,
    sketch   BLOB    NOT NULL
);

-- Stories over the last versions of all documents.
CREATE TABLE story (
    story     TEXT    NOT NULL PRIMARY KEY, -- `s12`: document 12 is its first one in this store
    centre    INTEGER NOT NULL REFERENCES document (id), -- the document that has most in common with all of them
    reports   INTEGER NOT NULL,
    voices    INTEGER NOT NULL,             -- how many of them are independent: copies and rewrites count with what they follow
    first_day TEXT,                         -- of publication, among those known to the day
    last_day  TEXT
) WITHOUT ROWID;
CREATE TABLE story_member (
    document INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    story    TEXT    NOT NULL REFERENCES story (story),
    voice    INTEGER NOT NULL REFERENCES document (id) -- the document that it copies or retells in the end; else itself
);
CREATE INDEX story_member_story ON story_member (story, document);

-- Documents that print the text of another one, or retell it in other words.
CREATE TABLE retelling (
    document      INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    of            INTEGER NOT NULL REFERENCES document (id),
    kind          TEXT    NOT NULL CHECK (kind IN ('copy', 'rewrite')),
    follows       TEXT    NOT NULL CHECK (follows IN ('credit', 'date', 'open')), -- how it is known which follows which
    against_dates INTEGER NOT NULL,         -- 1: by the credit it follows, and its date is the earlier one
    share         INTEGER NOT NULL,         -- hundredths: of the shorter text; of a rewrite, of its quotations
    quotations    INTEGER,                  -- of a rewrite: those that stand in the other one too,
    all_quotations INTEGER,                 -- of so many,
    in_order      INTEGER,                  -- so many of them in one order,
    speakers      INTEGER,                  -- of so many people;
    figures       INTEGER,                  -- figures and
    names         INTEGER                   -- persons and bodies of both
);
CREATE INDEX retelling_of ON retelling (of);

-- What both have: of a copy the longest passage, of a rewrite quotations, figures, names, and the credit.
CREATE TABLE retelling_evidence (
    document INTEGER NOT NULL REFERENCES retelling (document),
    number   INTEGER NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('credit', 'passage', 'quotation', 'figure', 'name')),
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    of_start INTEGER,                       -- in the other document; of a credit null
    of_end   INTEGER,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- Media that documents say they have their words from.
CREATE TABLE sourcing (
    document    INTEGER NOT NULL REFERENCES document (id),
    number      INTEGER NOT NULL,
    how         TEXT    NOT NULL CHECK (how IN ('credited', 'told', 'reported')),
    start       INTEGER,                    -- null where only data about the file name the agency
    "end"       INTEGER,
    attribution INTEGER,                    -- the statement that came that way
    of          INTEGER REFERENCES document (id), -- the document of that medium which it copies or retells
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- The state of the store when stories were computed.
CREATE TABLE story_state (
    document  INTEGER NOT NULL,
    corrected INTEGER NOT NULL
);
INSERT INTO story_state VALUES (0, 0);

-- One row for each document of a last version, with its story.
CREATE VIEW stories AS
SELECT s.story, c.headline AS story_headline, s.reports, s.voices, s.first_day, s.last_day,
       m.document, d.published, d.outlet, d.agency, d.headline, m.document = s.centre AS centre,
       m.voice, r.kind, r.of, coalesce(d.url, d.locator) AS address
FROM story_member m
JOIN story s ON s.story = m.story
JOIN document d ON d.id = m.document
JOIN document c ON c.id = s.centre
LEFT JOIN retelling r ON r.document = m.document;

-- One row for each document that prints or retells another one.
CREATE VIEW copies AS
SELECT r.document, d.published, d.outlet, d.agency, d.headline, r.kind, r.of, o.published AS of_published,
       coalesce(o.outlet, o.agency) AS of_outlet, o.headline AS of_headline, r.follows, r.against_dates, r.share,
       CASE r.kind WHEN 'copy' THEN r.share || ' % of the shorter text'
            ELSE r.quotations || ' of its ' || r.all_quotations || ' quotations, ' || r.in_order || ' in order, of '
                 || r.speakers || CASE r.speakers WHEN 1 THEN ' speaker; ' ELSE ' speakers; ' END
                 || r.names || CASE r.names WHEN 1 THEN ' name' ELSE ' names' END
                 || CASE r.figures WHEN 0 THEN '' WHEN 1 THEN ', 1 figure' ELSE ', ' || r.figures || ' figures' END END
       || CASE r.follows WHEN 'credit' THEN '; credits it'
            || coalesce((SELECT ' (“' || CAST(substr(CAST(d.text AS BLOB), e.start + 1, e."end" - e.start) AS TEXT) || '”)'
                FROM retelling_evidence e WHERE e.document = r.document AND e.kind = 'credit' ORDER BY e.number LIMIT 1), '')
            || CASE r.against_dates WHEN 1 THEN ', though its date is earlier' ELSE '' END
          WHEN 'date' THEN '; published later' ELSE '; which of them follows is not known' END AS reason,
       m.voice, m.story, coalesce(d.url, d.locator) AS address
FROM retelling r
JOIN document d ON d.id = r.document
JOIN document o ON o.id = r.of
LEFT JOIN story_member m ON m.document = r.document;

-- One row for each link of the chain by which words came into a document.
CREATE VIEW sources AS
SELECT s.document, d.published, d.outlet, d.headline, s.how,
       coalesce(CAST(substr(CAST(d.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT), d.agency) AS medium,
       s.attribution AS statement, coalesce(i.name, e.name) AS speaker, s.of,
       coalesce(coalesce(i.name, e.name) || ' → ', '')
           || coalesce(CAST(substr(CAST(d.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT), d.agency)
           || ' → ' || coalesce(d.outlet, 'document ' || d.id) AS chain,
       length(CAST(substr(CAST(d.text AS BLOB), 1, s.start) AS TEXT)) AS start_char,
       length(CAST(substr(CAST(d.text AS BLOB), 1, s."end") AS TEXT)) AS end_char,
       coalesce(d.url, d.locator) AS address
FROM sourcing s
JOIN document d ON d.id = s.document
LEFT JOIN attribution a ON a.document = s.document AND a.number = s.attribution
LEFT JOIN entity e ON e.document = a.document AND e.entity = a.speaker AND s.how = 'told'
LEFT JOIN identity_member m ON m.document = e.document AND m.entity = e.entity
LEFT JOIN identity i ON i.identity = m.identity;
