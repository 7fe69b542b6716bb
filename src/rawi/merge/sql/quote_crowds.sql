-- Eight days of one voice that is quoted so often in them, in several languages, that comparing all with all would take
-- too long. A quotation stands in the eight days that begin with its four, and in those before.
SELECT voice, stretch
FROM (
  SELECT voice, language, day // 4 AS stretch FROM quotes WHERE day IS NOT NULL
  UNION ALL
  SELECT voice, language, day // 4 - 1 AS stretch FROM quotes WHERE day IS NOT NULL
) AS met
GROUP BY voice, stretch HAVING count(*) > 400 AND min(language) <> max(language)
