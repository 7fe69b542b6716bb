"""The case: originals, records, failures and decisions of one inquiry, in a folder. See docs/architecture.md."""

from rawi.store.case import Case, Failed, Fingerprint, Reading
from rawi.store.decisions import Decision, first_break

__all__ = ["Case", "Decision", "Failed", "Fingerprint", "Reading", "first_break"]
