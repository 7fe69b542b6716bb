-- Documents that share at least two of them (very short documents: one). Past 24 documents the pairs with the first
-- one stand for all.
SELECT a, b, count(*) AS shared
FROM (
  SELECT p.doc AS a, q.doc AS b
  FROM prints AS p JOIN print_use AS u ON u.hash = p.hash JOIN prints AS q ON q.hash = p.hash
  WHERE u.docs <= 24 AND p.doc < q.doc
  UNION ALL
  SELECT u.first AS a, p.doc AS b
  FROM prints AS p JOIN print_use AS u ON u.hash = p.hash
  WHERE u.docs > 24 AND p.doc > u.first
) AS met
GROUP BY a, b
