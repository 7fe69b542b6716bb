"""Reading → actors: wordings of the register's actors.

A country's plain name is a wording of the state only where the state acts: not after a word that says where. A guarded
wording counts once its actor has been named plainly in the document, or where the outlet is of the actor's country.
"""

import re
from functools import lru_cache
from typing import Final

from rawi.actors import Name, Register, register
from rawi.actors.names import LastForms
from rawi.lang import Pack, Reading
from rawi.records import ActorMention

_REACH: Final = 7
_FIRST: Final = re.compile(r"[^\W\d_]+")


def actors(reading: Reading, known: Register | None = None) -> tuple[ActorMention, ...]:
    """Every wording of a registered actor, in order of appearance; `known` adds to or replaces the shipped register."""
    return _found(reading, known or register())


@lru_cache(maxsize=1)
def _found(reading: Reading, chosen: Register) -> tuple[ActorMention, ...]:
    # Places ask for the wordings first; the document's are kept until the next document.
    out: list[ActorMention] = []
    named: set[str] = set()
    home = country_of(reading.document.outlet, chosen)
    for index in range(len(reading.sentences)):
        for name, start, end in _sentence(reading, index, chosen, named, home):
            actor = chosen.actors[name.actor]
            named.add(actor.id)
            out.append(
                ActorMention(
                    id=f"R{len(out) + 1}",
                    span=reading.span((start, end)),
                    actor=actor.id,
                    name=actor.name("en"),
                    kind=actor.kind,
                    tone=name.tone,
                    rule=f"{reading.sentences[index].lang}.actor.register",
                )
            )
    return tuple(out)


def country_of(outlet: str | None, known: Register) -> str:
    """The country of an outlet that the register knows, "" else."""
    actor = known.actors.get(known.link(outlet) or "") if outlet else None
    return actor.country if actor is not None else ""


def _sentence(reading: Reading, index: int, known: Register, named: set[str], home: str) -> list[tuple[Name, int, int]]:
    sentence, pack = reading.sentences[index], reading.pack(index)
    words = sentence.words
    wordings = known.names
    openers = wordings.openers(pack.analyses)
    read = openers.known
    last_forms: LastForms | None = None
    places: set[int] | None = None
    found: list[tuple[Name, int, int]] = []
    k = 0
    while k < len(words):
        begun = read.get(words[k])
        if begun is None:
            begun = openers.of(words[k])
        if not begun:
            k += 1
            continue
        if last_forms is None:
            last_forms = _last_forms(pack)
        best: tuple[Name, int, int, int] | None = None
        for before, core in begun:
            # The only word of a name may carry the suffix itself.
            names, count, off = wordings.longest(core, words, k + 1, _REACH, last_forms)
            if names and (best is None or count > best[3]):
                name = _fit(names, sentence.lang, reading, sentence.starts[k] + before, known, named, home)
                if name is None:
                    continue
                if places is None:
                    places = _wheres(reading, index)
                if not _located(name, known, before, words[k], k, places, pack.settings):
                    best = (name, sentence.starts[k] + before, sentence.ends[k + count - 1] - off, count)
        if best is None:
            k += 1
            continue
        found.append(best[:3])
        k += best[3]
    return found


def _wheres(reading: Reading, index: int) -> set[int]:
    """The tokens at which a word that says where begins or ends."""
    hits = reading.concept(index, "locative")
    return {hit.first for hit in hits} | {hit.last for hit in hits}


@lru_cache(maxsize=8)
def _last_forms(pack: Pack) -> LastForms:
    return LastForms(pack.analyses)


def _fit(
    names: list[Name], lang: str, reading: Reading, start: int, known: Register, named: set[str], home: str
) -> Name | None:
    """The wording meant: of this language where there is one, written with a capital where the script has them."""
    text = reading.view.text
    for name in sorted(names, key=lambda n: n.guarded):
        if name.lang not in (lang, "en"):
            continue
        if name.lang == "en" and not _cased(name.form, text, start):
            continue
        # «وزارة الداخلية» is that of the outlet's country; a single common word needs more.
        ours = bool(home) and " " in name.form and known.actors[name.actor].country == home
        if name.guarded and name.actor not in named and not ours:
            continue
        return name
    return None


def _cased(form: str, text: str, start: int) -> bool:
    """Whether the text minds case as the name does: a capital for a capital, abbreviations in capitals throughout."""
    if form[0].isupper() and text[start].islower():
        return False
    head = _FIRST.match(form)
    return head is None or len(head.group()) < 2 or not head.group().isupper() or text.startswith(head.group(), start)


def _located(name: Name, known: Register, before: int, word: str, k: int, places: set[int], settings: object) -> bool:
    """Whether a state's plain name says where: it stands after a locative word or under a locative clitic."""
    if known.actors[name.actor].kind != "state" or name.tone != "neutral":
        return False
    clitics = settings.get("locative_clitics", ()) if isinstance(settings, dict) else ()
    return k - 1 in places or (before > 0 and word[:before] in clitics)
