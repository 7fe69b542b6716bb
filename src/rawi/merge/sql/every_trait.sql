SELECT * FROM traits
UNION ALL
SELECT sig, family, level, cx, cy, anchor, bucket, first_day, last_day, alone, placed, body FROM moved
