"""View → mentions: times, counts, places, actors."""
