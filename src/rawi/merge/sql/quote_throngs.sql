-- The quotations of those days in four orders in which translations stand near each other.
SELECT voice, stretch, turn, quote, doc, language, day,
       row_number() OVER (PARTITION BY voice, stretch, turn ORDER BY sorted, quote) AS place
FROM (
  SELECT c.voice, c.stretch, o.turn, p.quote, p.doc, p.language, p.day,
         CASE WHEN o.turn = 0 THEN p.by_words WHEN o.turn = 1 THEN p.by_others WHEN o.turn = 2 THEN p.by_names
              ELSE p.by_length END AS sorted
  FROM quote_crowds AS c
  JOIN quotes AS p ON p.voice = c.voice AND p.day // 4 >= c.stretch AND p.day // 4 <= c.stretch + 1
  CROSS JOIN (VALUES (0), (1), (2), (3)) AS o(turn)
) AS met
WHERE sorted IS NOT NULL
