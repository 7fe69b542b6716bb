-- Pairs that were not merged, between events: plans and what came of them, and suggestions. The strongest pair stands.
SELECT a, b, kind, points, reasons, sig_a, sig_b
FROM (
  SELECT a, b, kind, points, reasons, sig_a, sig_b,
         row_number() OVER (PARTITION BY a, b, kind ORDER BY points DESC, reasons, sig_a, sig_b) AS turn
  FROM (
    SELECT least(s.event, t.event) AS a, greatest(s.event, t.event) AS b, e.kind, e.points, e.reasons,
           CASE WHEN s.event < t.event THEN e.a ELSE e.b END AS sig_a,
           CASE WHEN s.event < t.event THEN e.b ELSE e.a END AS sig_b
    FROM edges AS e
    JOIN (SELECT sig, min(event) AS event FROM told WHERE rank = lead GROUP BY sig) AS s ON s.sig = e.a
    JOIN (SELECT sig, min(event) AS event FROM told WHERE rank = lead GROUP BY sig) AS t ON t.sig = e.b
    WHERE s.event <> t.event AND (e.kind = 'plan' OR e.points >= 260)
  ) AS met
) AS ranked
WHERE turn = 1
