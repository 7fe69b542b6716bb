-- Pairs that the clusters are made from: above the threshold, or decided by a reviewer.
SELECT a, b FROM edges WHERE kind = 'same' AND points >= 400
UNION
SELECT a, b FROM decided_pairs WHERE together = 1
