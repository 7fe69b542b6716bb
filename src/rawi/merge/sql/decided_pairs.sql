-- What reviewers decided of pairs, said of the claims that those repeat.
SELECT least(x.sig, y.sig) AS a, greatest(x.sig, y.sig) AS b, max(d.together) AS together
FROM decisions AS d
JOIN leaders AS p ON p.claim = d.a JOIN leaders AS q ON q.claim = d.b
JOIN leaders AS x ON x.rank = p.lead JOIN leaders AS y ON y.rank = q.lead
WHERE x.sig <> y.sig
GROUP BY least(x.sig, y.sig), greatest(x.sig, y.sig)
