SELECT * FROM found_copies
UNION ALL SELECT * FROM rewrites WHERE status = 'suggested'
UNION ALL SELECT * FROM quotations
