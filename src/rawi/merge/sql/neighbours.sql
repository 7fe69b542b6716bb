-- Events that one document tells of, to be linked: an incident and a campaign, two acts at one place. In a long document
-- these are told within a hundred claims of each other.
SELECT p.a, p.b, x.rank AS rank_a, y.rank AS rank_b, x.body AS body_a, y.body AS body_b
FROM (
  SELECT DISTINCT least(s.event, t.event) AS a, greatest(s.event, t.event) AS b
  FROM told AS s
  CROSS JOIN (VALUES (0), (1)) AS o(next)
  JOIN told AS t ON t.doc = s.doc AND t.at // 100 = s.at // 100 + o.next
  WHERE s.event <> t.event AND abs(s.at - t.at) <= 100
) AS p
JOIN face_rows AS x ON x.event = p.a JOIN face_rows AS y ON y.event = p.b
