-- Everything that an event's record is made from.
--   claim: rank, the rank of the claim it repeats, its unit        merge: two traits, points, reasons
--   attached: unit, -, points, reasons                             copy: two documents (suggested), -, body
--   link: rank of the other event, kind, points, reasons           suggest: traits, rank of the other, points, reasons
SELECT t.event, 'claim' AS kind, t.rank AS x, t.lead AS y, CAST(t.unit AS VARCHAR) AS z, c.body
FROM told AS t JOIN tellings AS c ON c.claim = t.claim
UNION ALL
SELECT DISTINCT t.event, 'merge' AS kind, CAST(m.sig AS VARCHAR) AS x, CAST(m.other AS VARCHAR) AS y,
       CAST(m.points AS VARCHAR) AS z, m.reasons AS body
FROM clustered AS m JOIN told AS t ON t.sig = m.sig AND t.rank = t.lead WHERE m.kind = 'merge'
UNION ALL
SELECT DISTINCT a.target AS event, 'attached' AS kind, CAST(a.unit AS VARCHAR) AS x, '' AS y,
       CAST(a.points AS VARCHAR) AS z, a.reasons AS body
FROM joined AS a WHERE a.kind = 'attached'
UNION ALL
SELECT DISTINCT a.unit AS event, 'suggest' AS kind, '' AS x, f.rank AS y, CAST(a.points AS VARCHAR) AS z, a.reasons AS body
FROM joined AS a JOIN faces AS f ON f.event = a.target WHERE a.kind = 'suggested'
UNION ALL
SELECT DISTINCT s.event, 'copy' AS kind, x.id AS x, y.id AS y, '' AS z, r.body
FROM rewrites AS r
JOIN told AS s ON s.doc = r.a JOIN told AS t ON t.doc = r.b AND t.event = s.event
JOIN documents AS x ON x.doc = r.a JOIN documents AS y ON y.doc = r.b
WHERE r.status = 'suggested'
UNION ALL
SELECT l.a AS event, 'suggest' AS kind, CAST(l.sig_a AS VARCHAR) AS x, f.rank AS y, CAST(l.points AS VARCHAR) AS z, l.reasons AS body
FROM loose AS l JOIN faces AS f ON f.event = l.b WHERE l.kind = 'same'
UNION ALL
SELECT l.b AS event, 'suggest' AS kind, CAST(l.sig_b AS VARCHAR) AS x, f.rank AS y, CAST(l.points AS VARCHAR) AS z, l.reasons AS body
FROM loose AS l JOIN faces AS f ON f.event = l.a WHERE l.kind = 'same'
UNION ALL
SELECT event, 'link' AS kind, other AS x, link AS y, CAST(points AS VARCHAR) AS z, reasons AS body FROM links
