-- What a shared mark is worth: more the fewer documents have it; nothing past 128.
SELECT mark, count(*) AS docs, min(weight) * CASE
  WHEN count(*) <= 2 THEN 7 WHEN count(*) <= 4 THEN 6 WHEN count(*) <= 8 THEN 5 WHEN count(*) <= 16 THEN 4
  WHEN count(*) <= 32 THEN 3 WHEN count(*) <= 64 THEN 2 ELSE 1 END AS worth
FROM marks GROUP BY mark HAVING count(*) BETWEEN 2 AND 128
