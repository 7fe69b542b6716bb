-- Pairs of one block: one family, neighbouring cells or one anchor, days at most four apart.
SELECT least(p.sig, u.sig) AS a, greatest(p.sig, u.sig) AS b
FROM probes AS p
JOIN signs AS u ON u.family = p.family AND u.cx = p.cx AND u.cy = p.cy AND u.bucket = p.bucket
WHERE (p.dt > 0 OR p.sig < u.sig) AND u.first_day <= p.last_day + 4 AND p.first_day <= u.last_day + 4
UNION ALL
SELECT least(p.sig, u.sig) AS a, greatest(p.sig, u.sig) AS b
FROM probes AS p
JOIN signs AS u ON u.family = p.family AND u.anchor = p.anchor AND u.bucket = p.bucket
WHERE p.cx IS NULL AND (p.dt > 0 OR p.sig < u.sig) AND u.first_day <= p.last_day + 4 AND p.first_day <= u.last_day + 4
