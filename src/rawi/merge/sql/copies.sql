SELECT * FROM found_copies UNION ALL SELECT * FROM rewrites UNION ALL SELECT * FROM quotations
