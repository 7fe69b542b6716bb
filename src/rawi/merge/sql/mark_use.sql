-- Marks rare enough to find rewrites by.
SELECT mark FROM marks GROUP BY mark HAVING count(*) BETWEEN 2 AND 40
