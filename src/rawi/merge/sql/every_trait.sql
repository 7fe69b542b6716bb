SELECT * FROM traits
UNION ALL
SELECT sig, family, level, cx, cy, anchor, bucket, first_day, last_day, alone, placed,
       by_place, by_count, by_party, body FROM moved
