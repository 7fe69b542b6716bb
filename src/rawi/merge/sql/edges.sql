-- One edge a pair: the stronger, where traits alone and the documents' kinship both speak.
SELECT a, b, kind, points, reasons
FROM (
  SELECT a, b, kind, points, reasons, row_number() OVER (PARTITION BY a, b ORDER BY points DESC, reasons) AS turn
  FROM (SELECT * FROM trait_edges UNION ALL SELECT * FROM kin_edges) AS found
) AS ranked
WHERE turn = 1
