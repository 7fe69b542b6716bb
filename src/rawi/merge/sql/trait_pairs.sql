SELECT m.a, m.b, x.body AS body_a, y.body AS body_b
FROM blocks AS m JOIN signs AS x ON x.sig = m.a JOIN signs AS y ON y.sig = m.b
