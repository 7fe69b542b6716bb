-- Names that are taken for those of towns: called so often enough, for the number of documents that hold them.
SELECT n.name, n.label, n.country
FROM (
  SELECT name, min(label) AS label, sum(worth) AS worth, count(*) AS docs, max(worth) AS best,
         CASE WHEN max(lands) * 2 >= count(country) THEN max(CASE WHEN turn = 1 THEN country ELSE NULL END) ELSE NULL END AS country
  FROM (
    SELECT g.doc, g.name, g.label, g.worth, g.country, l.lands, l.turn
    FROM namings AS g
    LEFT JOIN (
      SELECT name, country, count(*) AS lands,
             row_number() OVER (PARTITION BY name ORDER BY count(*) DESC, country) AS turn
      FROM namings WHERE country IS NOT NULL GROUP BY name, country
    ) AS l ON l.name = g.name AND l.country = g.country
  ) AS called
  GROUP BY name
) AS n
JOIN (SELECT mark, count(*) AS docs FROM marks GROUP BY mark) AS u ON u.mark = concat('s', n.name)
WHERE n.best = 2 AND n.worth >= 4 AND n.docs * 4 >= u.docs
