"""Who is who: the register of actors and the wordings they go by."""

from rawi.actors.names import Name, Names
from rawi.actors.register import Actor, Register, own_actors, register
from rawi.actors.suggest import Suggestion, likeness, suggest

__all__ = [
    "Actor",
    "Name",
    "Names",
    "Register",
    "Suggestion",
    "likeness",
    "own_actors",
    "register",
    "suggest",
]
