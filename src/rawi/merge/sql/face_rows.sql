SELECT f.event, f.rank, l.body FROM faces AS f JOIN homes AS h ON h.rank = f.lead JOIN signs AS l ON l.sig = h.sig
