-- Events that one document tells of, to be linked: an incident and a campaign, two acts at one place.
SELECT p.a, p.b, x.rank AS rank_a, y.rank AS rank_b, x.body AS body_a, y.body AS body_b
FROM (
  SELECT DISTINCT s.event AS a, t.event AS b
  FROM told AS s JOIN told AS t ON t.doc = s.doc WHERE s.event < t.event
) AS p
JOIN face_rows AS x ON x.event = p.a JOIN face_rows AS y ON y.event = p.b
