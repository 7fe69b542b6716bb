SELECT x.id AS id_a, y.id AS id_b, x.dated AS dated_a, y.dated AS dated_b, c.kind, c.status, c.share_a, c.share_b, c.points, c.body
FROM copies AS c JOIN documents AS x ON x.doc = c.a JOIN documents AS y ON y.doc = c.b
