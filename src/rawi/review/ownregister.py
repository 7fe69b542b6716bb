"""The actors that reviewers added or named, as a register of their own that `rawi build` reads."""

from rawi.review.actorbook import LANGUAGES, Book
from rawi.text import language

_TONE_SIGNS = {"pejorative": "-", "honorific": "+"}


def written(book: Book) -> str:
    """TOML, as `rawi.actors.own_actors` reads it: every actor that was added or renamed, with all it is called."""
    return "\n".join(
        _entry(book, id)
        for id, state in sorted(book.states.items())
        if book.root(id) == id and not state.rejected and (state.added or state.names)
    )


def script(name: str) -> str:
    """The language a name is kept under, by its letters; English where they tell nothing."""
    found = language(name)
    return found if found in LANGUAGES else "en"


def _entry(book: Book, id: str) -> str:
    forms = {lang: [name] for lang, name in book.names(id).items()}
    for each in book.wordings(id):
        known = forms.setdefault(script(each.wording), [])
        if each.wording not in known:
            known.append(_TONE_SIGNS.get(each.tone, "") + each.wording)
    kind = (book.state(id).added or {}).get("kind") or (book.register[id].kind if id in book.register else "person")
    names = ", ".join(f"{lang} = [{', '.join(map(_toml, each))}]" for lang, each in sorted(forms.items()))
    return f"[[actor]]\nid = {_toml(id)}\nkind = {_toml(kind)}\nnames = {{ {names} }}\n"


def _toml(text: str) -> str:
    """A basic string of TOML. A joiner is no control character to a reader, though it is not printable."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = (char if char.isprintable() or char == "\u200c" else f"\\u{ord(char):04x}" for char in escaped)
    return f'"{"".join(shown)}"'
