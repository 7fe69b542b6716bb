-- The claims of two documents that share text, and where they share it: of side 0 the copy, of 1 and 2 the claims.
SELECT concat(CAST(c.a AS VARCHAR), ' ', CAST(c.b AS VARCHAR)) AS pair, 0 AS side, CAST(NULL AS BIGINT) AS claim, c.body
FROM found_copies AS c
UNION ALL
SELECT concat(CAST(c.a AS VARCHAR), ' ', CAST(c.b AS VARCHAR)) AS pair, 1 AS side, p.claim, p.body
FROM found_copies AS c JOIN tellings AS p ON p.doc = c.a
UNION ALL
SELECT concat(CAST(c.a AS VARCHAR), ' ', CAST(c.b AS VARCHAR)) AS pair, 2 AS side, q.claim, q.body
FROM found_copies AS c JOIN tellings AS q ON q.doc = c.b
