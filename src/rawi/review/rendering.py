"""How templates are rendered: Jinja's environment with what our pages need, and without what they never use."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.utils import internalcode
from markupsafe import Markup

from rawi.review import naming
from rawi.review.compiled import Compiled
from rawi.review.messages import catalogue

_OF_DICTIONARIES = frozenset(dir(dict))


class _Context(Context):
    @internalcode
    def call(self, called: Callable[..., Any], /, *args: Any, **fields: Any) -> Any:
        """Call what a template calls. None of ours asks for the context, which Jinja looks for at each call."""
        fields.pop("_block_vars", None)
        fields.pop("_loop_vars", None)
        return called(*args, **fields)


class Rendering(Environment):
    """Fields of rows are looked for among their keys at once."""

    context_class = _Context

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICTIONARIES:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(**known: Any) -> Environment:
    """The environment of our templates; `known` is what each of them may use."""
    made = Rendering(
        loader=PackageLoader("rawi.review", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(),
    )
    made.globals.update(known)
    made.filters.update(visible=naming.visible)
    made.tests["rtl"] = lambda text: naming.direction_of(text) == "rtl"
    made.filters["dir_of"] = naming.direction_of
    return made


@lru_cache(maxsize=16_384)
def pair(name: str, value: str) -> str:
    """A field of an address, as `urlencode` writes it."""
    return f"{quote_plus(name)}={quote_plus(value)}"


@lru_cache(maxsize=4_096)
def word(language: str, wording: str, tone: str) -> Markup:
    """A wording for an actor with its tone, never told by colour alone."""
    sign = {"pejorative": "▼", "honorific": "▲"}.get(tone)
    before = Markup('<span aria-hidden="true">{} </span>').format(sign) if sign else Markup("")
    after = Markup("")
    if tone != "neutral":
        after = Markup('<span class="unseen">, {}</span>').format(_tone(language, tone))
    return Markup('<span class="word {}">{}<bdi>{}</bdi>{}</span>').format(tone, before, naming.visible(wording), after)


def _tone(language: str, tone: str) -> str:
    found = catalogue(language)[f"claim.tone.{tone}"]
    assert isinstance(found, str)
    return found


def _shown(value: Any) -> Any:
    """What an expression of a template becomes: no text, from wherever it came, may steer the page's direction."""
    return naming.visible(value) if type(value) is str else value
