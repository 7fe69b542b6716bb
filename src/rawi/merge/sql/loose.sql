-- Pairs that were not merged, between events: plans and what came of them, and suggestions.
SELECT s.event AS a, t.event AS b, e.kind, max(e.points) AS points, min(e.reasons) AS reasons, min(e.a) AS sig_a, min(e.b) AS sig_b
FROM edges AS e
JOIN (SELECT sig, min(event) AS event FROM told WHERE rank = lead GROUP BY sig) AS s ON s.sig = e.a
JOIN (SELECT sig, min(event) AS event FROM told WHERE rank = lead GROUP BY sig) AS t ON t.sig = e.b
WHERE s.event <> t.event AND (e.kind = 'plan' OR e.points >= 260)
GROUP BY s.event, t.event, e.kind
