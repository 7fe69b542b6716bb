-- What the review needs: rows to filter and sort by, what the merge made, the state that decisions give, search,
-- accounts. All but the seals, the anchors, the accounts and what people saved is derived and can be made again.

ALTER TABLE record ADD COLUMN digest TEXT;
ALTER TABLE decision ADD COLUMN anchor TEXT NOT NULL DEFAULT 'null';

-- `indexed` is the version of the index that the document's rows were made with, 0 when they must be made anew.
ALTER TABLE document ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX document_record ON document (record);
CREATE INDEX document_published ON document (state, published_start, id);
CREATE INDEX document_outlet ON document (outlet, published_start);
CREATE INDEX document_locator ON document (locator);

ALTER TABLE attribution ADD COLUMN span_end INTEGER;
ALTER TABLE attribution ADD COLUMN quote TEXT;
CREATE INDEX attribution_actor ON attribution (actor);

-- `number` orders claims as they are read: record, then place in it. `at` is the document's first day of publication.
-- `quote` is how the passage begins, `event` the merge's. `review` is the state that the decisions give.
ALTER TABLE claim ADD COLUMN number INTEGER;
ALTER TABLE claim ADD COLUMN at TEXT;
ALTER TABLE claim ADD COLUMN trigger_start INTEGER;
ALTER TABLE claim ADD COLUMN trigger_end INTEGER;
ALTER TABLE claim ADD COLUMN quote TEXT;
ALTER TABLE claim ADD COLUMN language TEXT;
ALTER TABLE claim ADD COLUMN outlet TEXT;
ALTER TABLE claim ADD COLUMN place_id TEXT;
ALTER TABLE claim ADD COLUMN actor TEXT;
ALTER TABLE claim ADD COLUMN recipient TEXT;
ALTER TABLE claim ADD COLUMN toll TEXT;
ALTER TABLE claim ADD COLUMN event TEXT;
ALTER TABLE claim ADD COLUMN review TEXT NOT NULL DEFAULT 'unreviewed';
CREATE UNIQUE INDEX claim_number ON claim (number);
CREATE INDEX claim_at ON claim (at, number);
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_review ON claim (review, at, number);

-- A wording for an actor in a document, and how often it stands there.
CREATE TABLE mention (
  document TEXT NOT NULL,
  actor    TEXT NOT NULL,
  wording  TEXT NOT NULL,
  tone     TEXT NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  outlet   TEXT NOT NULL,
  language TEXT NOT NULL,
  at       TEXT NOT NULL,
  times    INTEGER NOT NULL,
  PRIMARY KEY (document, actor, wording, tone)
);
CREATE INDEX mention_actor ON mention (actor, outlet, wording, tone, at, times);

-- Places that claims and events were at, and what contains them (`within`: ids joined by blanks, from country down).
CREATE TABLE place (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  country TEXT,
  lat     REAL,
  lon     REAL,
  within  TEXT NOT NULL
);

-- Whatever claims, documents and events are filtered by: one row for each value. `at` orders by time.
CREATE TABLE claim_mark (
  kind   TEXT NOT NULL,
  value  TEXT NOT NULL,
  at     TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, value, at, number)
) WITHOUT ROWID;
CREATE INDEX claim_mark_number ON claim_mark (number, kind, value);

CREATE TABLE document_mark (
  kind   TEXT NOT NULL,
  value  TEXT NOT NULL,
  at     TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, value, at, number)
) WITHOUT ROWID;
CREATE INDEX document_mark_number ON document_mark (number, kind, value);

CREATE TABLE event_mark (
  kind   TEXT NOT NULL,
  value  TEXT NOT NULL,
  at     TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, value, at, number)
) WITHOUT ROWID;
CREATE INDEX event_mark_number ON event_mark (number, kind, value);

-- Totals made ready: how many of `of` (claim, document, event) have a value. `folded` finds values by how they are spelt.
CREATE TABLE tally (
  "of"   TEXT NOT NULL,
  kind   TEXT NOT NULL,
  value  TEXT NOT NULL,
  number INTEGER NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY ("of", kind, value)
);
CREATE INDEX tally_number ON tally ("of", kind, number);
-- Whole answers made ready, as JSON, until what they were made of changes.
CREATE TABLE ready (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL
);

-- What the last merge made. `at` is the day to sort by: the first, else the last, else '9999'.
CREATE TABLE event (
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  digest       TEXT NOT NULL,
  type         TEXT NOT NULL,
  mode         TEXT,
  family       TEXT NOT NULL,
  status       TEXT NOT NULL,
  scope        TEXT NOT NULL,
  at           TEXT NOT NULL,
  time_start   TEXT,
  time_end     TEXT,
  time_basis   TEXT NOT NULL,
  place_id     TEXT,
  place        TEXT,
  country      TEXT,
  lat          REAL,
  lon          REAL,
  claims       INTEGER NOT NULL,
  documents    INTEGER NOT NULL,
  outlets      TEXT NOT NULL,
  languages    TEXT NOT NULL,
  origins_low  INTEGER NOT NULL,
  origins_high INTEGER NOT NULL,
  conflicts    INTEGER NOT NULL,
  conflicting  TEXT NOT NULL,
  toll         TEXT NOT NULL,
  waiting      INTEGER NOT NULL,
  review       TEXT NOT NULL
);
CREATE INDEX event_at ON event (at, number);
CREATE INDEX event_origins ON event (origins_high, number);
CREATE INDEX event_documents ON event (documents, number);
CREATE INDEX event_conflicts ON event (conflicts, number);
CREATE INDEX event_waiting ON event (waiting, number);
CREATE INDEX event_where ON event (lat, lon, number);
CREATE TABLE event_body (
  number INTEGER PRIMARY KEY,
  body   TEXT NOT NULL
);
CREATE TABLE event_claim (
  document TEXT NOT NULL,
  claim    TEXT NOT NULL,
  event    INTEGER NOT NULL,
  PRIMARY KEY (document, claim, event)
);
CREATE INDEX event_claim_event ON event_claim (event);
CREATE TABLE event_origin (
  event     INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL,
  actor     TEXT,
  documents INTEGER NOT NULL,
  PRIMARY KEY (event, position)
);
CREATE INDEX event_origin_id ON event_origin (id);
CREATE TABLE copy (
  id     TEXT PRIMARY KEY,
  kind   TEXT NOT NULL,
  status TEXT NOT NULL,
  first  TEXT NOT NULL,
  second TEXT NOT NULL,
  dated  INTEGER NOT NULL,
  score  REAL NOT NULL,
  body   TEXT NOT NULL
);
CREATE INDEX copy_first ON copy (first);
CREATE INDEX copy_second ON copy (second);
CREATE INDEX copy_kind ON copy (kind, status, score);

-- What each decision is about now: a document, and the claim or attribution in it. Without an item it is an orphan.
CREATE TABLE about (
  decision    INTEGER PRIMARY KEY,
  target_kind TEXT NOT NULL,
  document    TEXT NOT NULL,
  item        TEXT NOT NULL,
  attached    INTEGER NOT NULL
);
CREATE INDEX about_target ON about (target_kind, document, item);
CREATE INDEX about_attached ON about (attached);
CREATE INDEX decision_action ON decision (action, target);
CREATE INDEX decision_reviewer ON decision (reviewer, number);

-- The state that the decisions give to whatever they are about; absent means unreviewed. `body` is the state as JSON.
CREATE TABLE review (
  target_kind TEXT NOT NULL,
  document    TEXT NOT NULL,
  item        TEXT NOT NULL,
  state       TEXT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (target_kind, document, item)
);
CREATE INDEX review_state ON review (target_kind, state);

CREATE TABLE account (
  name      TEXT PRIMARY KEY,
  role      TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'owner')),
  password  TEXT NOT NULL,
  active    INTEGER NOT NULL,
  made_at   TEXT NOT NULL
);
CREATE TABLE account_group (
  account TEXT NOT NULL REFERENCES account (name),
  name    TEXT NOT NULL,
  PRIMARY KEY (account, name)
);
-- Documents that only members of a group may see. A document without a group is open to all.
CREATE TABLE document_group (
  document TEXT NOT NULL,
  name     TEXT NOT NULL,
  PRIMARY KEY (document, name)
);
CREATE TABLE session (
  digest  TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (name),
  made_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
);
CREATE TABLE saved_search (
  id      TEXT PRIMARY KEY,
  owner   TEXT NOT NULL,
  name    TEXT NOT NULL,
  screen  TEXT NOT NULL,
  query   TEXT NOT NULL,
  made_at TEXT NOT NULL,
  UNIQUE (owner, screen, name)
);

-- Full text. The number is that of the record (for claims, of the claim): records never change, so neither do rows.
-- `words` are folded tokens in order, `stems` other forms they may be looked for by, `written` the letters as they stand.
-- only sqlite
CREATE VIRTUAL TABLE document_text USING fts5
  (words, stems, written, content = '', tokenize = "unicode61 remove_diacritics 0", detail = full);
CREATE VIRTUAL TABLE claim_text USING fts5
  (words, stems, written, content = '', tokenize = "unicode61 remove_diacritics 0", detail = full);
-- only postgresql
CREATE TABLE document_text (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX document_text_tokens ON document_text USING gin (tokens);
CREATE TABLE claim_text (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX claim_text_tokens ON claim_text USING gin (tokens);
CREATE TRIGGER record_is_not_emptied BEFORE TRUNCATE ON record
  FOR EACH STATEMENT EXECUTE FUNCTION rawi_refuse('records are kept');
CREATE TRIGGER decision_is_not_emptied BEFORE TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION rawi_refuse('decisions are only appended');
-- both
