"""Chains and mentions → claims."""

from rawi.claims.claim import claims

__all__ = ["claims"]
