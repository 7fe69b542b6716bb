-- Which events changed since totals were counted, for whoever holds their columns in memory; 0 stands for all of them.
-- `seq` goes up: on PostgreSQL it is the transaction's number, so that none is overlooked that ends late.
-- only sqlite
CREATE TABLE event_change (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL
);
-- only postgresql
CREATE TABLE event_change (
  seq    BIGINT NOT NULL DEFAULT (CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)),
  number BIGINT NOT NULL
);
CREATE INDEX event_change_seq ON event_change (seq);
-- both
