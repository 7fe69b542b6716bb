SELECT DISTINCT h.unit, t.body FROM homes AS h JOIN leading AS t ON t.sig = h.sig
