-- Blocks: one family, neighbouring grid cells (or one anchor), neighbouring days.
SELECT least(t.sig, u.sig) AS a, greatest(t.sig, u.sig) AS b,
       CASE WHEN t.sig < u.sig THEN t.body ELSE u.body END AS body_a,
       CASE WHEN t.sig < u.sig THEN u.body ELSE t.body END AS body_b
FROM signs AS t
CROSS JOIN (
  SELECT x.d AS dx, y.d AS dy, z.d AS dt
  FROM (VALUES (-1), (0), (1)) AS x(d) CROSS JOIN (VALUES (-1), (0), (1)) AS y(d)
  CROSS JOIN (VALUES (0), (1), (2)) AS z(d)
) AS o
JOIN signs AS u
  ON u.family = t.family AND u.cx = t.cx + o.dx AND u.cy = t.cy + o.dy AND u.bucket = t.bucket + o.dt
WHERE (o.dt > 0 OR t.sig < u.sig) AND u.first_day <= t.last_day + 4 AND t.first_day <= u.last_day + 4
UNION ALL
SELECT least(t.sig, u.sig) AS a, greatest(t.sig, u.sig) AS b,
       CASE WHEN t.sig < u.sig THEN t.body ELSE u.body END AS body_a,
       CASE WHEN t.sig < u.sig THEN u.body ELSE t.body END AS body_b
FROM signs AS t
CROSS JOIN (VALUES (0), (1), (2)) AS o(dt)
JOIN signs AS u ON u.family = t.family AND u.anchor = t.anchor AND u.bucket = t.bucket + o.dt
WHERE (o.dt > 0 OR t.sig < u.sig) AND u.first_day <= t.last_day + 4 AND t.first_day <= u.last_day + 4
