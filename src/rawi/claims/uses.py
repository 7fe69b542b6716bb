"""What the concepts of the lexicon are to the claims: told of each concept once, and of each sentence once."""

from typing import Final

from rawi.lang import Reading
from rawi.ontology import modes

_ROLES: Final = ("do", "be", "act", "pre")
LIGHT: Final = {"light_do": "do", "light_be": "be", "light_not_do": "not_do", "light_not_be": "not_be"}
GROUPS: Final = ("near_", "mood_")
_PEOPLE: Final = frozenset({"voice_person", "voice_kind", "count_person", "count_victim", "indefinite"})
_TOUCH: Final = ("pronoun", "number_word", "act_", "do_")
TOUCHES: Final = ("pronoun", "number", "act", "do")  # what else a phrase may hold; bit by bit in `Use.touches`
_BREAKS: Final = frozenset(
    {
        *("clause_start", "phrase_break", "cue", "complementiser", "auxiliary", "finite", "subordinator"),
        *("light_do", "light_be", "light_not_do", "light_not_be", "near_aux", "near_have", "mood_past"),
    }
)
# What a concept's hits do to phrases.
BREAK: Final = 1
PREPOSITION: Final = 2
AGENT: Final = 3
OBJECT: Final = 4
COUNTED: Final = 5


class Use:
    """What the hits of one concept are to the claims.

    `role` and `mode` are for candidates: `not` bars them, `light` comes with the voice of its verb. `group` says that
    its words form a group that stands near candidates. `cut` tells what they do to phrases (0 for nothing), `touches`
    the bits of what a phrase holds that holds one, `person` that they are words for people. `some` says that any of
    this holds.
    """

    __slots__ = ("cut", "group", "mode", "name", "person", "role", "some", "touches")

    def __init__(self, name: str) -> None:
        self.name = name
        self.role = self.mode = ""
        if name == "not_event":
            self.role = "not"
        elif name in LIGHT:
            self.role, self.mode = "light", LIGHT[name]
        else:
            role, _, mode = name.partition("_")
            if role in _ROLES and mode in modes():
                self.role, self.mode = role, mode
        self.group = name.startswith(GROUPS)
        self.cut = _cut(name)
        self.person = name in _PEOPLE
        self.touches = 1 << TOUCHES.index(name.partition("_")[0]) if name.startswith(_TOUCH) else 0
        self.some = bool(self.role or self.group or self.cut or self.person or self.touches)


def _cut(concept: str) -> int:
    if concept == "preposition":
        return PREPOSITION
    if concept == "agent_mark":
        return AGENT
    if concept == "object_mark":
        return OBJECT
    if concept in _BREAKS or concept[:3] in ("do_", "be_"):
        return BREAK
    return COUNTED if concept in ("number_word", "number_bound") else 0


_KNOWN: Final[dict[str, Use]] = {}  # of each concept met
_KEPT: Final = "claims.uses"


def uses(reading: Reading, index: int) -> list[Use]:
    """The concepts of a sentence that are of use to the claims, in the order that they first appear in."""
    kept: dict[int, list[Use]] | None = reading.kept.get(_KEPT)
    if kept is None:
        kept = reading.kept[_KEPT] = {}
    found = kept.get(index)
    if found is None:
        found = []
        for concept in reading.concepts(index).names:
            use = _KNOWN.get(concept)
            if use is None:
                use = _KNOWN[concept] = Use(concept)
            if use.some:
                found.append(use)
        kept[index] = found
    return found
