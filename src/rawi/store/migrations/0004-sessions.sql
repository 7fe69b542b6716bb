-- Sessions outlive the server: of accounts, and (as `person`) of who came in by the door of a case without accounts.
-- Whoever was signed in signs in once more.
DROP TABLE session;
CREATE TABLE session (
  digest  TEXT PRIMARY KEY,
  account TEXT REFERENCES account (name),
  person  TEXT,
  made_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  CHECK ((account IS NULL) <> (person IS NULL))
);
