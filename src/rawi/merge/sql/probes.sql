-- Where each sign looks for others: its own grid cell and the eight about it (or its anchor), today and two buckets on.
SELECT t.sig, t.family, t.anchor, t.cx + o.dx AS cx, t.cy + o.dy AS cy, t.bucket + o.dt AS bucket, o.dt,
       t.first_day, t.last_day
FROM signs AS t
CROSS JOIN (
  SELECT x.d AS dx, y.d AS dy, z.d AS dt
  FROM (VALUES (-1), (0), (1)) AS x(d) CROSS JOIN (VALUES (-1), (0), (1)) AS y(d)
  CROSS JOIN (VALUES (0), (1), (2)) AS z(d)
) AS o
WHERE t.cx IS NOT NULL AND t.bucket IS NOT NULL
UNION ALL
SELECT t.sig, t.family, t.anchor, CAST(NULL AS INTEGER) AS cx, CAST(NULL AS INTEGER) AS cy, t.bucket + o.dt AS bucket, o.dt,
       t.first_day, t.last_day
FROM signs AS t CROSS JOIN (VALUES (0), (1), (2)) AS o(dt)
WHERE t.anchor IS NOT NULL AND t.bucket IS NOT NULL
