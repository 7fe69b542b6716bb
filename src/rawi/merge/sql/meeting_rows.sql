SELECT m.vague, m.exact, e.body AS theirs, v.body AS own
FROM meetings AS m JOIN unit_rows AS e ON e.unit = m.exact JOIN unit_rows AS v ON v.unit = m.vague
