SELECT p.claim AS claim_a, q.claim AS claim_b, p.body AS body_a, q.body AS body_b, c.body AS copy
FROM found_copies AS c JOIN tellings AS p ON p.doc = c.a JOIN tellings AS q ON q.doc = c.b
