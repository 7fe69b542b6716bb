"""Cues → sources → contents → chains."""

from rawi.attribution.attribute import attributions

__all__ = ["attributions"]
