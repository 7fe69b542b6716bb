-- Claims of one family and near in time, in documents of one story.
SELECT a, b, min(body_a) AS body_a, min(body_b) AS body_b, max(points) AS points
FROM (
  SELECT least(p.sig, q.sig) AS a, greatest(p.sig, q.sig) AS b,
         CASE WHEN p.sig < q.sig THEN p.body ELSE q.body END AS body_a,
         CASE WHEN p.sig < q.sig THEN q.body ELSE p.body END AS body_b, k.points
  FROM kin_docs AS k JOIN kin_claims AS p ON p.doc = k.a JOIN kin_claims AS q ON q.doc = k.b AND q.family = p.family
  WHERE p.sig <> q.sig AND q.first_day <= p.last_day + 4 AND p.first_day <= q.last_day + 4
) AS met
GROUP BY a, b
