-- Pairs of one block: one family, neighbouring cells or one anchor, days at most four apart.
SELECT least(p.sig, u.sig) AS a, greatest(p.sig, u.sig) AS b
FROM probes AS p
JOIN signs AS u ON u.family = p.family AND u.cx = p.cx AND u.cy = p.cy AND u.bucket = p.bucket
LEFT JOIN crowds AS c ON c.family = p.family AND c.cx = p.cx AND c.cy = p.cy AND c.bucket = p.bucket
WHERE c.family IS NULL AND (p.dt > 0 OR p.sig < u.sig)
  AND u.first_day <= p.last_day + 4 AND p.first_day <= u.last_day + 4
UNION ALL
SELECT least(p.sig, u.sig) AS a, greatest(p.sig, u.sig) AS b
FROM probes AS p
JOIN signs AS u ON u.family = p.family AND u.anchor = p.anchor AND u.bucket = p.bucket
LEFT JOIN crowds AS c ON c.family = p.family AND c.cx IS NULL AND c.anchor = p.anchor AND c.bucket = p.bucket
WHERE c.family IS NULL AND p.cx IS NULL AND (p.dt > 0 OR p.sig < u.sig)
  AND u.first_day <= p.last_day + 4 AND p.first_day <= u.last_day + 4
UNION ALL
-- Of a crowded block, those that stand within forty places of each other in one of its orders.
SELECT DISTINCT least(p.sig, u.sig) AS a, greatest(p.sig, u.sig) AS b
FROM throngs AS p
CROSS JOIN (VALUES (-1), (0), (1)) AS o(next)
JOIN throngs AS u ON u.family = p.family AND u.block = p.block AND u.bucket = p.bucket AND u.turn = p.turn
  AND u.place // 40 = p.place // 40 + o.next
WHERE u.inside = 1 AND (p.dt > 0 OR p.sig < u.sig) AND abs(u.place - p.place) <= 40
  AND u.first_day <= p.last_day + 4 AND p.first_day <= u.last_day + 4
