SELECT a, b, rank_a, rank_b, body_a, body_b FROM neighbours
UNION
SELECT l.a, l.b, x.rank AS rank_a, y.rank AS rank_b, x.body AS body_a, y.body AS body_b
FROM loose AS l JOIN face_rows AS x ON x.event = l.a JOIN face_rows AS y ON y.event = l.b
WHERE l.kind = 'plan'
