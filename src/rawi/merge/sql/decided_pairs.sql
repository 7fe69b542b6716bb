SELECT least(x.sig, y.sig) AS a, greatest(x.sig, y.sig) AS b, max(d.together) AS together
FROM decisions AS d JOIN leaders AS x ON x.claim = d.a JOIN leaders AS y ON y.claim = d.b
WHERE x.sig <> y.sig
GROUP BY least(x.sig, y.sig), greatest(x.sig, y.sig)
