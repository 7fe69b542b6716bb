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

-- Marks of events that tellers disagree about once more, with `!` after their kind: what is asked for with `conflict`.
INSERT INTO event_mark (kind, value, at, number)
  SELECT kind || '!', value, at, number FROM event_mark
  WHERE kind NOT IN ('review', 'conflict') AND number IN (SELECT number FROM event WHERE conflicts > 0);
