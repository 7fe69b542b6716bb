-- The claims, those that were moved to an unlisted town in their new place.
SELECT c.claim, c.doc, coalesce(m.sig, c.sig) AS sig, c.rank, coalesce(m.told, c.body) AS body, c.at
FROM claims AS c LEFT JOIN moved AS m ON m.claim = c.claim
