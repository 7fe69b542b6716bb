-- Of which records (the number of each) the document, its claims or their states changed since totals were counted, for
-- whoever holds their columns in memory; 0 stands for all. As `event_change`.
-- only sqlite
CREATE TABLE document_change (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL
);
-- only postgresql
CREATE TABLE document_change (
  seq    BIGINT NOT NULL DEFAULT (CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)),
  number BIGINT NOT NULL
);
CREATE INDEX document_change_seq ON document_change (seq);
-- both
