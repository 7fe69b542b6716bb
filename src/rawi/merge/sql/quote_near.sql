-- Quotations of one voice in two languages, published at most four days apart.
SELECT CASE WHEN p.doc < q.doc THEN p.quote ELSE q.quote END AS a, CASE WHEN p.doc < q.doc THEN q.quote ELSE p.quote END AS b
FROM quotes AS p
CROSS JOIN (VALUES (0), (1)) AS o(next)
JOIN quotes AS q ON q.voice = p.voice AND q.day // 4 = p.day // 4 + o.next
LEFT JOIN quote_crowds AS c ON c.voice = p.voice AND c.stretch = p.day // 4
WHERE c.voice IS NULL AND p.language <> q.language AND abs(p.day - q.day) <= 4
  AND (p.doc < q.doc OR (o.next = 1 AND p.doc > q.doc))
UNION ALL
-- Where the voice is quoted too often, those within forty places of each other in one of the orders.
SELECT DISTINCT p.quote AS a, q.quote AS b
FROM quote_throngs AS p
CROSS JOIN (VALUES (-1), (0), (1)) AS o(next)
JOIN quote_throngs AS q ON q.voice = p.voice AND q.stretch = p.stretch AND q.turn = p.turn
  AND q.place // 40 = p.place // 40 + o.next
WHERE abs(q.place - p.place) <= 40 AND p.language <> q.language AND p.doc < q.doc AND abs(p.day - q.day) <= 4
  AND (p.day // 4 = p.stretch OR q.day // 4 = q.stretch)
UNION ALL
-- Where no day of publication is known, those of documents that are suggested to be translations anyway.
SELECT p.quote AS a, q.quote AS b
FROM rewrites AS r
JOIN quotes AS p ON p.doc = r.a
JOIN quotes AS q ON q.doc = r.b AND q.voice = p.voice
WHERE r.status = 'suggested' AND p.language <> q.language AND (p.day IS NULL OR q.day IS NULL)
