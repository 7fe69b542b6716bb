-- Quotations of one voice in two languages, published within days of each other.
SELECT p.doc AS a, q.doc AS b, p.body AS body_a, q.body AS body_b, p.language AS language_a, q.language AS language_b
FROM quotes AS p
JOIN quotes AS q ON q.voice = p.voice
JOIN documents AS x ON x.doc = p.doc
JOIN documents AS y ON y.doc = q.doc
WHERE p.doc < q.doc AND p.language <> q.language AND abs(x.day - y.day) <= 4
