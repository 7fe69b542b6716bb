SELECT DISTINCT h.unit, t.body, t.sig FROM homes AS h JOIN signs AS t ON t.sig = h.sig
