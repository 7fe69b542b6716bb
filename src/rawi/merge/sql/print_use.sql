-- Fingerprints worth following: found in several documents, and not common property. A stretch that one outlet prints
-- again and again (a footer), or that many documents print over a long time (a prayer, a formula), is no copy.
SELECT hash, docs, first
FROM (
  SELECT hash, count(*) AS docs, min(doc) AS first, min(outlet) AS outlet_a, max(outlet) AS outlet_b,
         min(day) AS day_a, max(day) AS day_b
  FROM prints GROUP BY hash
) AS used
WHERE docs >= 2
  AND NOT (docs >= 6 AND outlet_a = outlet_b)
  AND NOT (docs >= 8 AND coalesce(day_b - day_a, 0) >= 30)
