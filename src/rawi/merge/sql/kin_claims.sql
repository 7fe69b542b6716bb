-- Traits that one claim alone has, or that suffice by themselves.
SELECT l.doc, l.sig, l.at, t.family, t.first_day, t.last_day, t.placed
FROM leaders AS l
JOIN signs AS t ON t.sig = l.sig
JOIN (SELECT sig, count(*) AS tellers FROM leaders WHERE rank = lead GROUP BY sig) AS n ON n.sig = l.sig
WHERE l.rank = l.lead AND (t.alone = 0 OR n.tellers = 1)
