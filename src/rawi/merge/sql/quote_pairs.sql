SELECT concat(CAST(p.doc AS VARCHAR), ' ', CAST(q.doc AS VARCHAR)) AS pair, p.doc AS a, q.doc AS b,
       p.body AS body_a, q.body AS body_b, p.language AS language_a, q.language AS language_b
FROM quote_near AS m JOIN quotes AS p ON p.quote = m.a JOIN quotes AS q ON q.quote = m.b
