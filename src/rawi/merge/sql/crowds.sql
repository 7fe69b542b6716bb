-- Blocks of so many different tellings that comparing all with all would take too long.
SELECT family, cx, cy, anchor, bucket, min(CASE WHEN cx IS NULL THEN anchor ELSE concat(CAST(cx AS VARCHAR), ' ', CAST(cy AS VARCHAR)) END) AS block,
       count(*) AS signs
FROM signs
WHERE bucket IS NOT NULL AND (cx IS NOT NULL OR anchor IS NOT NULL)
GROUP BY family, cx, cy, anchor, bucket HAVING count(*) > 500
