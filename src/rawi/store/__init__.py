"""The case: originals, records, failures and decisions of one inquiry, in a folder. See docs/case.md."""

from rawi.store.case import Case
from rawi.store.decisions import Decision, first_break
from rawi.store.filters import Filters, Term
from rawi.store.listing import Page
from rawi.store.reading import Failed, Fingerprint, Reading
from rawi.store.state import ActorState, State

__all__ = [
    "ActorState",
    "Case",
    "Decision",
    "Failed",
    "Filters",
    "Fingerprint",
    "Page",
    "Reading",
    "State",
    "Term",
    "first_break",
]
