-- The unit of every claim: its cluster; where its traits are too thin for two claims to be one, the claim alone.
SELECT c.claim, c.sig, c.rank, c.lead,
       CASE WHEN s.size > 1 OR t.alone = 0 THEN coalesce(m.cluster, c.sig) ELSE c.claim END AS unit
FROM leaders AS c
JOIN signs AS t ON t.sig = c.sig
LEFT JOIN clustered AS m ON m.kind = 'member' AND m.sig = c.sig
LEFT JOIN (SELECT cluster, count(*) AS size FROM clustered WHERE kind = 'member' GROUP BY cluster) AS s
  ON s.cluster = m.cluster
WHERE c.rank = c.lead
