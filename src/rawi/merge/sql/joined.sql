-- What vague units were attached to; a report without a time, to which one was, may itself have gone on to an event.
SELECT a.unit, coalesce(b.target, a.target) AS target, a.kind, a.points, a.reasons
FROM attached AS a LEFT JOIN attached AS b ON a.kind = 'attached' AND b.kind = 'attached' AND b.unit = a.target
