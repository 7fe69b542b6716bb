"""Runs reading and merging over many files: on all cores, in order, whatever a file does. See docs/architecture.md."""
