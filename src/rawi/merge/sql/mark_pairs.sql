SELECT p.doc AS a, q.doc AS b, count(*) AS shared
FROM marks AS p JOIN mark_use AS u ON u.mark = p.mark JOIN marks AS q ON q.mark = p.mark
WHERE p.doc < q.doc AND (p.day IS NULL OR q.day IS NULL OR abs(p.day - q.day) <= 4)
GROUP BY p.doc, q.doc HAVING count(*) >= 3
