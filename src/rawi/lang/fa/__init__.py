"""The fa language pack: data, and morphology.py as its only code."""
