-- The traits to cluster: those of claims that repeat nobody.
SELECT t.sig, min(t.family) AS family, min(t.level) AS level, min(t.cx) AS cx, min(t.cy) AS cy,
       min(t.anchor) AS anchor, min(t.bucket) AS bucket, min(t.first_day) AS first_day, min(t.last_day) AS last_day,
       min(t.alone) AS alone, min(t.placed) AS placed,
       min(t.by_place) AS by_place, min(t.by_count) AS by_count, min(t.by_party) AS by_party, min(t.body) AS body
FROM every_trait AS t JOIN (SELECT DISTINCT sig FROM leaders WHERE rank = lead) AS l ON l.sig = t.sig
GROUP BY t.sig
