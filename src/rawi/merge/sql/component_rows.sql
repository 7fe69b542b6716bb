SELECT k.component, 'node' AS kind, k.node AS a, CAST(NULL AS BIGINT) AS b, t.body
FROM parts_of AS k JOIN signs AS t ON t.sig = k.node
UNION ALL
SELECT k.component, 'edge' AS kind, e.a, e.b, concat(CAST(e.points AS VARCHAR), ' ', e.reasons) AS body
FROM edges AS e JOIN parts_of AS k ON k.node = e.a WHERE e.kind = 'same' AND e.points >= 400
UNION ALL
SELECT k.component, CASE WHEN d.together = 1 THEN 'together' ELSE 'apart' END AS kind, d.a, d.b, CAST(NULL AS VARCHAR) AS body
FROM decided_pairs AS d JOIN parts_of AS k ON k.node = d.a JOIN parts_of AS l ON l.node = d.b AND l.component = k.component
