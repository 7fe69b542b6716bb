SELECT p.a, p.b, x.text AS text_a, y.text AS text_b
FROM print_pairs AS p JOIN documents AS x ON x.doc = p.a JOIN documents AS y ON y.doc = p.b
WHERE p.shared >= 2 OR least(x.letters, y.letters) < 160
