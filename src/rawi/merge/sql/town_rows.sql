SELECT m.doc, t.name, t.label, t.country, d.known, d.text
FROM towns AS t JOIN marks AS m ON m.mark = concat('s', t.name) JOIN documents AS d ON d.doc = m.doc
