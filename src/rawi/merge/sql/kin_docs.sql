-- Documents of one story: those that share rare marks, and each with itself.
SELECT a, b, points FROM rewrites
UNION ALL
SELECT doc AS a, doc AS b, 0 AS points FROM documents
