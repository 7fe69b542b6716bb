-- The event of every claim; a claim that repeats another goes with it.
SELECT c.claim, c.doc, c.sig, c.rank, c.lead, c.at, h.unit, coalesce(a.target, h.unit) AS event
FROM leaders AS c
JOIN homes AS h ON h.rank = c.lead
LEFT JOIN joined AS a ON a.kind = 'attached' AND a.unit = h.unit
