-- Claims that repeat each other, but for those that a reviewer set apart from another: each of these stands for itself.
SELECT r.a, r.b
FROM repeated AS r
LEFT JOIN (SELECT a AS claim FROM decisions WHERE together = 0 UNION SELECT b AS claim FROM decisions WHERE together = 0) AS x
  ON x.claim = r.a
LEFT JOIN (SELECT a AS claim FROM decisions WHERE together = 0 UNION SELECT b AS claim FROM decisions WHERE together = 0) AS y
  ON y.claim = r.b
WHERE x.claim IS NULL AND y.claim IS NULL
