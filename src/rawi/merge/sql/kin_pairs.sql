-- Claims of one family and near in time, in documents of one story, at least one of which names no town itself: where
-- both do, the towns decide. Claims a hundred apart in a long document are not compared.
SELECT m.a, m.b, x.body AS body_a, y.body AS body_b, m.points
FROM (
  SELECT least(p.sig, q.sig) AS a, greatest(p.sig, q.sig) AS b, max(k.points) AS points
  FROM kin_docs AS k
  JOIN kin_claims AS p ON p.doc = k.a
  CROSS JOIN (VALUES (-1), (0), (1)) AS o(next)
  JOIN kin_claims AS q ON q.doc = k.b AND q.family = p.family AND q.at // 100 = p.at // 100 + o.next
  WHERE p.sig <> q.sig AND p.placed + q.placed < 2 AND abs(p.at - q.at) <= 100
    AND q.first_day <= p.last_day + 4 AND p.first_day <= q.last_day + 4
  GROUP BY least(p.sig, q.sig), greatest(p.sig, q.sig)
) AS m
JOIN signs AS x ON x.sig = m.a JOIN signs AS y ON y.sig = m.b
