-- One edge a pair: the stronger, where traits alone and the documents' kinship both speak; and whether the latter does.
SELECT a, b, kind, points, reasons, akin
FROM (
  SELECT a, b, kind, points, reasons, max(akin) OVER (PARTITION BY a, b) AS akin,
         row_number() OVER (PARTITION BY a, b ORDER BY points DESC, reasons) AS turn
  FROM (
    SELECT a, b, kind, points, reasons, 0 AS akin FROM trait_edges
    UNION ALL
    SELECT a, b, kind, points, reasons, 1 AS akin FROM kin_edges
  ) AS found
) AS ranked
WHERE turn = 1
