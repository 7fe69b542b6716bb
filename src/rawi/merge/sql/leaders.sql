-- Each claim and the claim it repeats: the first of those that copies of one text share, or itself.
SELECT c.claim, c.doc, c.sig, c.rank, coalesce(l.lead, c.rank) AS lead, c.at
FROM tellings AS c
LEFT JOIN (
  SELECT r.node, m.lead
  FROM repeats AS r
  JOIN (
    SELECT s.component, min(d.rank) AS lead FROM repeats AS s JOIN tellings AS d ON d.claim = s.node GROUP BY s.component
  ) AS m ON m.component = r.component
) AS l ON l.node = c.claim
