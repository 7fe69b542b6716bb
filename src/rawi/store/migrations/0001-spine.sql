-- The spine of a case. Times of day are UTC, ISO 8601. JSON columns hold the public record as `rawi schema` describes it.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- One row for each file kept under originals/, named by its SHA-256 and never changed.
CREATE TABLE original (
  sha256  TEXT PRIMARY KEY,
  size    BIGINT NOT NULL,
  kept_at TEXT NOT NULL
);

-- One row for each file that was read: what it held then, how it was asked to be read, and what read it.
-- `reading` counts how often it was read anew; `state` is 'reading' until all of it is in.
CREATE TABLE source (
  locator TEXT PRIMARY KEY,
  sha256  TEXT NOT NULL,
  options TEXT NOT NULL,
  reader  TEXT NOT NULL,
  reading INTEGER NOT NULL,
  state   TEXT NOT NULL CHECK (state IN ('reading', 'read')),
  read_at TEXT NOT NULL
);

-- What a reader made of a document: immutable; a new reading adds a row.
CREATE TABLE record (
  number   INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  options  TEXT NOT NULL,
  reader   TEXT NOT NULL,
  seconds  REAL NOT NULL,
  made_at  TEXT NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX record_document ON record (document, number);

-- A document of the case and its latest record. `name` is the id the record gives; `id` is unique in the case.
-- `position` is its place in its file, from 0.
-- `state` is 'replaced' when its file, read anew, no longer holds it.
CREATE TABLE document (
  id              TEXT PRIMARY KEY,
  name            TEXT NOT NULL,
  source          TEXT NOT NULL REFERENCES source (locator),
  position        INTEGER NOT NULL,
  locator         TEXT NOT NULL,
  sha256          TEXT NOT NULL,
  media_type      TEXT NOT NULL,
  language        TEXT,
  outlet          TEXT,
  author          TEXT,
  title           TEXT,
  published_start TEXT,
  published_end   TEXT,
  published_basis TEXT,
  characters      INTEGER NOT NULL,
  attributions    INTEGER NOT NULL,
  claims          INTEGER NOT NULL,
  record          INTEGER NOT NULL REFERENCES record (number),
  reading         INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('current', 'replaced'))
);
CREATE INDEX document_source ON document (source);
CREATE INDEX document_name ON document (name);

-- Columns of the latest record, to search by. Derived: they can be made again from `record.body`.
CREATE TABLE attribution (
  document    TEXT NOT NULL REFERENCES document (id),
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  parent      TEXT,
  depth       INTEGER NOT NULL,
  voice       TEXT NOT NULL,
  voice_kind  TEXT NOT NULL,
  actor       TEXT,
  polarity    TEXT NOT NULL,
  mode        TEXT NOT NULL,
  stance      TEXT,
  span_start  INTEGER NOT NULL,
  PRIMARY KEY (document, id)
);
CREATE INDEX attribution_voice ON attribution (voice);

CREATE TABLE claim (
  document    TEXT NOT NULL REFERENCES document (id),
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  span_start  INTEGER NOT NULL,
  span_end    INTEGER NOT NULL,
  type        TEXT NOT NULL,
  mode        TEXT,
  status      TEXT NOT NULL,
  polarity    TEXT NOT NULL,
  voice       TEXT,
  place       TEXT,
  country     TEXT,
  lat         REAL,
  lon         REAL,
  time_start  TEXT,
  time_end    TEXT,
  PRIMARY KEY (document, id)
);
CREATE INDEX claim_type ON claim (type, time_start);

-- What could not be read, and what to do about it. Replaced when the file is read again.
CREATE TABLE failure (
  source TEXT NOT NULL,
  line   INTEGER,
  what   TEXT NOT NULL,
  remedy TEXT NOT NULL,
  at     TEXT NOT NULL
);
CREATE INDEX failure_source ON failure (source);

-- What reviewers decided. Only ever appended; `hash` covers the row and the hash of the row before it.
CREATE TABLE decision (
  number       INTEGER PRIMARY KEY,
  at           TEXT NOT NULL,
  reviewer     TEXT NOT NULL,
  action       TEXT NOT NULL,
  target_kind  TEXT NOT NULL,
  target       TEXT NOT NULL,
  before       TEXT NOT NULL,
  after        TEXT NOT NULL,
  reason       TEXT NOT NULL,
  previous     TEXT NOT NULL,
  hash         TEXT NOT NULL
);
CREATE INDEX decision_target ON decision (target_kind, target);

-- only sqlite
CREATE TRIGGER record_is_immutable BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'records are immutable'); END;
CREATE TRIGGER record_is_kept BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'records are kept'); END;
CREATE TRIGGER decision_is_immutable BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are only appended'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are only appended'); END;
-- only postgresql
CREATE FUNCTION rawi_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''%'', TG_ARGV[0]; END';
CREATE TRIGGER record_is_immutable BEFORE UPDATE ON record
  FOR EACH ROW EXECUTE FUNCTION rawi_refuse('records are immutable');
CREATE TRIGGER record_is_kept BEFORE DELETE ON record
  FOR EACH ROW EXECUTE FUNCTION rawi_refuse('records are kept');
CREATE TRIGGER decision_is_immutable BEFORE UPDATE ON decision
  FOR EACH ROW EXECUTE FUNCTION rawi_refuse('decisions are only appended');
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION rawi_refuse('decisions are only appended');
-- both
