-- Documents published within days of each other that share rare marks; for undated ones the marks must be rarer.
SELECT a, b, CAST(sum(worth) AS INTEGER) AS shared
FROM (
  SELECT least(p.doc, q.doc) AS a, greatest(p.doc, q.doc) AS b, u.worth
  FROM marks AS p
  JOIN mark_use AS u ON u.mark = p.mark
  CROSS JOIN (VALUES (0), (1)) AS o(next)
  JOIN marks AS q ON q.mark = p.mark AND q.day // 4 = p.day // 4 + o.next
  WHERE (o.next = 1 OR p.doc < q.doc) AND abs(p.day - q.day) <= 4
  UNION ALL
  SELECT p.doc AS a, q.doc AS b, u.worth
  FROM marks AS p JOIN mark_use AS u ON u.mark = p.mark JOIN marks AS q ON q.mark = p.mark
  WHERE p.doc < q.doc AND (p.day IS NULL OR q.day IS NULL) AND u.docs <= 64
) AS met
GROUP BY a, b HAVING sum(worth) >= 20 AND count(*) >= 3
