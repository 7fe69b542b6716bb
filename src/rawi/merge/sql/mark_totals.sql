SELECT p.doc, sum(u.worth) AS total FROM marks AS p JOIN mark_use AS u ON u.mark = p.mark GROUP BY p.doc
