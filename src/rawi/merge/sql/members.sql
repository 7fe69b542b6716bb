SELECT e.id AS event, t.rank FROM told AS t JOIN events AS e ON e.event = t.event
