-- Fingerprints worth following: found in several documents, and not common property. A stretch that is mostly printed
-- by one outlet, again and again (a footer), is no copy, though a reprint may carry it elsewhere; nor is one that many
-- documents print over a long time (a prayer, a formula, the background of a story).
SELECT hash, docs, first
FROM (
  SELECT hash, CAST(sum(printed) AS BIGINT) AS docs, min(first) AS first, max(printed) AS most,
         coalesce(max(day_b) - min(day_a), 0) AS days
  FROM (
    SELECT hash, outlet, count(*) AS printed, min(doc) AS first, min(day) AS day_a, max(day) AS day_b
    FROM prints GROUP BY hash, outlet
  ) AS by_outlet
  GROUP BY hash
) AS used
WHERE docs >= 2
  AND NOT (docs >= 6 AND 2 * most >= docs)
  AND NOT (docs >= 8 AND days >= 30)
  AND NOT (docs >= 24 AND days >= 14)
