-- One line an event: its first claim, and the traits that stand for it.
SELECT t.event, min(t.rank) AS rank, min(CASE WHEN t.unit = t.event THEN t.lead ELSE NULL END) AS lead
FROM told AS t GROUP BY t.event
