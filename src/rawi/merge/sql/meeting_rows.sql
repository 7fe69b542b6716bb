-- The traits of vague units and of the exact ones they may belong to, and whether the two are told in one story.
SELECT m.vague, m.exact, e.body AS theirs, v.body AS own, CASE WHEN l.akin = 1 THEN 1 ELSE 0 END AS akin
FROM meetings AS m JOIN unit_rows AS e ON e.unit = m.exact JOIN unit_rows AS v ON v.unit = m.vague
LEFT JOIN edges AS l ON l.kind = 'same' AND l.a = least(e.sig, v.sig) AND l.b = greatest(e.sig, v.sig)
