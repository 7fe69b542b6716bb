SELECT DISTINCT c.claim, c.doc, c.rank, c.body, t.body AS traits, h.body AS towns
FROM townships AS h JOIN claims AS c ON c.doc = h.doc JOIN traits AS t ON t.sig = c.sig
