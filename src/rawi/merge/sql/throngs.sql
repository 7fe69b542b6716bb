-- All that look into a crowded block, those in it included, in three orders in which like stands near like.
SELECT family, block, bucket, turn, sig, dt, inside, first_day, last_day,
       row_number() OVER (PARTITION BY family, block, bucket, turn ORDER BY sorted, sig) AS place
FROM (
  SELECT c.family, c.block, c.bucket, o.turn, t.sig, p.dt, t.first_day, t.last_day,
         CASE WHEN t.bucket = c.bucket AND (c.cx IS NULL OR (t.cx = c.cx AND t.cy = c.cy)) THEN 1 ELSE 0 END AS inside,
         CASE WHEN o.turn = 0 THEN t.by_place WHEN o.turn = 1 THEN t.by_count ELSE t.by_party END AS sorted
  FROM crowds AS c
  JOIN probes AS p ON p.family = c.family AND p.bucket = c.bucket
    AND CASE WHEN p.cx IS NULL THEN p.anchor ELSE concat(CAST(p.cx AS VARCHAR), ' ', CAST(p.cy AS VARCHAR)) END = c.block
  JOIN signs AS t ON t.sig = p.sig
  CROSS JOIN (VALUES (0), (1), (2)) AS o(turn)
) AS met
WHERE sorted IS NOT NULL
