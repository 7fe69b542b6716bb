"""Who is who: the register of actors and the wordings they go by."""

from rawi.actors.names import Name, Names
from rawi.actors.register import Actor, Register, register

__all__ = ["Actor", "Name", "Names", "Register", "register"]
