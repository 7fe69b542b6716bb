-- Claims of events that tellers disagree about have a mark, as those events have.
INSERT INTO claim_mark (kind, value, at, number)
  SELECT 'conflict', 'any', claim.at, claim.number FROM claim JOIN event ON event.id = claim.event
  WHERE event.conflicts > 0
  ON CONFLICT DO NOTHING;
