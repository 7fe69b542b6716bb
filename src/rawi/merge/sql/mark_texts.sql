SELECT p.a, p.b, p.shared, CAST(s.total AS INTEGER) AS total_a, CAST(t.total AS INTEGER) AS total_b,
       x.marks AS marks_a, y.marks AS marks_b, x.language AS language_a, y.language AS language_b,
       x.letters AS letters_a, y.letters AS letters_b, abs(x.day - y.day) AS days
FROM mark_pairs AS p JOIN documents AS x ON x.doc = p.a JOIN documents AS y ON y.doc = p.b
JOIN mark_totals AS s ON s.doc = p.a JOIN mark_totals AS t ON t.doc = p.b
LEFT JOIN found_copies AS c ON c.a = p.a AND c.b = p.b
WHERE c.a IS NULL
  -- The most that likeness can come to is 1000 * shared / sqrt(total_a * total_b); below 35 nothing is made of it.
  AND 1000000 * CAST(p.shared AS BIGINT) * p.shared >= 1225 * s.total * t.total
