-- Vague units and the exact ones they may belong to; where more than 200 fit a vague one, nothing can be said.
SELECT p.vague, p.exact
FROM (
  SELECT DISTINCT v.unit AS vague, e.unit AS exact
  FROM slots AS v
  JOIN slots AS e ON e.family = v.family AND e.phase = v.phase AND e.country = v.country AND e.slot = v.slot
  WHERE v.vague = 1 AND e.vague = 0
) AS p
JOIN (
  SELECT v.unit, count(*) AS met
  FROM slots AS v
  JOIN slots AS e ON e.family = v.family AND e.phase = v.phase AND e.country = v.country AND e.slot = v.slot
  WHERE v.vague = 1 AND e.vague = 0
  GROUP BY v.unit HAVING count(*) <= 200
) AS q ON q.unit = p.vague
