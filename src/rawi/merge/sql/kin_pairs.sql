-- Claims of one family and near in time, in documents of one story, at least one of which names no town itself: where
-- both do, the towns decide.
SELECT m.a, m.b, x.body AS body_a, y.body AS body_b, m.points
FROM (
  SELECT least(p.sig, q.sig) AS a, greatest(p.sig, q.sig) AS b, max(k.points) AS points
  FROM kin_docs AS k JOIN kin_claims AS p ON p.doc = k.a JOIN kin_claims AS q ON q.doc = k.b AND q.family = p.family
  WHERE p.sig <> q.sig AND p.placed + q.placed < 2
    AND q.first_day <= p.last_day + 4 AND p.first_day <= q.last_day + 4
  GROUP BY least(p.sig, q.sig), greatest(p.sig, q.sig)
) AS m
JOIN signs AS x ON x.sig = m.a JOIN signs AS y ON y.sig = m.b
