-- How documents call actors, counted up by group (`by`: outlet, language or year). Derived from `mention`.
CREATE TABLE framing (
  actor     TEXT NOT NULL,
  "by"      TEXT NOT NULL,
  "group"   TEXT NOT NULL,
  wording   TEXT NOT NULL,
  tone      TEXT NOT NULL,
  times     INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  first     TEXT NOT NULL,
  last      TEXT NOT NULL,
  PRIMARY KEY (actor, "by", "group", wording, tone)
) WITHOUT ROWID;
