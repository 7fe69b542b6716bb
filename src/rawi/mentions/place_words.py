"""What the words around a name say about it: the lexicons of places, asked by position."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rawi.gazetteer.scan import Habits
from rawi.lang import load
from rawi.text import Sentence

# Classes of words before a name, the most telling first.
BEFORE: Final[tuple[str, ...]] = (
    "type", "office", "people", "side", "between", "event", "title", "media", "org", "government", "in", "from", "to",
    "function",
)  # fmt: skip
AFTER: Final[tuple[str, ...]] = ("after_office", "after_org", "after_event", "after", "asked", "acts")
OPENING: Final = frozenset("\"«“„(['")
CLOSING: Final = frozenset("\"»”)]'")
COMMAS: Final = frozenset(",،;/-&")
_KEPT: Final = 131072  # distinct phrases whose class is kept
_PHRASE: Final = 3  # words of the longest phrase known


class PlaceWords:
    """The lexicons of one language. Phrases of up to three words are known."""

    def __init__(self, code: str) -> None:
        pack = load(code)
        self.code = code

        def forms(name: str) -> Mapping[str, Any]:
            found = pack.lexicon.get(f"place_{name}")
            return found.forms if found else {}

        unlikely = {"".join(form.split()): value for form, value in forms("unlikely").items()}
        self.unlikely = frozenset(unlikely)
        self.personal = frozenset(form for form, value in unlikely.items() if value == "name")
        self.function = frozenset(forms("function"))
        # Words that a province goes by, and that are none without their type («استان مرکزی»).
        self.typed = frozenset(forms("typed"))
        self.games = frozenset(forms("games"))
        # Phrases beside the name of the town where a body has its seat, as words: by their last, and behind a hyphen.
        seats = [form.split() for form in forms("seat")]
        self._seats: dict[str, list[list[str]]] = {}
        for phrase in seats:
            self._seats.setdefault(phrase[-1], []).append(phrase)
        self._seats_after = [phrase for phrase in seats if phrase[0] == "-"]
        self.given = frozenset(forms("given"))
        self.types: Mapping[str, str] = forms("type")
        self.types_after: Mapping[str, str] = forms("type_after")
        self.sites: Mapping[str, str] = forms("site")
        self.named: Mapping[str, str] = forms("named")
        self.stops = frozenset(forms("stop"))
        settings = pack.settings
        leads = sorted(forms("lead"), key=len, reverse=True)
        self.leads: Mapping[str, str] = forms("lead")
        articles = tuple(forms("article"))
        self.habits = Habits(
            cased=settings.get("direction") == "ltr",
            small=frozenset(forms("small")),
            leads=tuple((lead, *_taken(lead, articles)) for lead in leads),
            tails=tuple((tail, "".join(forms("tail_after"))) for tail in forms("tail")),
        )
        self.articles = articles
        # Letters that join on, so that a tail behind them is written apart in careful spelling.
        self.joined = frozenset(forms("tail_joined"))
        # Leads that swallow the article: what they stand before is «السوق», no head of a name.
        self.swallowing = frozenset(lead for lead, _, article in self.habits.leads if article)
        # No adjective without the article begins so: «القديمة», «والقديمة», «ومدينة».
        joined = tuple(lead for lead in leads if lead.endswith(articles) or lead in self.swallowing) if articles else ()
        self._definite = (*articles, *joined, *(lead for lead in leads if forms("lead")[lead] == "and"))
        self.bare_leads = tuple(lead for lead in leads if not lead.endswith(articles or ("\0",)))
        self.clitics = bool(leads)
        self.inner = frozenset(forms("inner"))
        self.joiners = frozenset(forms("joiner"))
        self.listing = self.joiners | COMMAS  # what stands between the items of a list
        self.plurals = tuple(forms("plural"))
        self.adjectives = tuple(forms("adjective"))
        self.parts: Mapping[str, str] = forms("part")
        # By name as folded: spellings with vowel marks, and the country that each tells.
        self.pointed: Mapping[str, Mapping[str, str]] = forms("pointed")
        # The first class that knows a form counts.
        self._before = {form: name for name in reversed(BEFORE) for form in forms(name)}
        self._after = {form: name for name in reversed(AFTER) for form in forms(name)}
        self._classes: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        # Most words are in no phrase: its last word before a name, its first after one, tell how long one may be.
        self._longest_before = _longest(self._before, -1)
        self._longest_kind = _longest(self.types, -1)
        self._longest_after = _longest(self._after, 0)
        # Words, clitics included, with which a head of a site or of what is called so begins → words of the longest.
        self.site_heads = self._heads(self.sites)
        self.named_heads = self._heads(self.named)
        # Of these and of games: most sentences have none.
        self.telling = frozenset({*self.site_heads, *self.named_heads, *self.games})

    def seat(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether tokens `first..last` only name where a body has its seat: "based in Geneva", "Geneva-based"."""
        words = sentence.words
        for phrase in self._seats.get(words[first - 1], ()) if first else ():
            start = first - len(phrase)
            if start >= 0 and words[start:first] == phrase:
                return True
        if last + 1 < len(words) and words[last + 1] == "-":
            return any(words[last + 1 : last + 1 + len(phrase)] == phrase for phrase in self._seats_after)
        return False

    def before(self, sentence: Sentence, i: int) -> tuple[str | None, int]:
        """The class of the words that end just before token `i`, and the token they begin at."""
        if i > 0:
            words = sentence.words
            for size in range(min(i, self._longest_before.get(words[i - 1], 1)), 0, -1):
                found = self.classify(_phrase(words, i - size, i))
                if found is not None:
                    return found, i - size
        return None, i

    def classify(self, phrase: str) -> str | None:
        """The first class of BEFORE that knows a phrase, with its proclitics where the language has them."""
        found = self._classes.get(phrase)
        if found is None:
            if len(self._classes) >= _KEPT:
                self._classes.clear()
            found = self._classes[phrase] = self._class(phrase)
        return found or None

    def _class(self, phrase: str) -> str:
        for form in self._bare(phrase):
            name = self._before.get(form)
            if name is not None:
                return name
        return ""

    def after(self, sentence: Sentence, i: int) -> str | None:
        """The class of the words that begin at token `i`."""
        words = sentence.words
        if i < len(words):
            for size in range(min(len(words) - i, self._longest_after.get(words[i], 0)), 0, -1):
                name = self._after.get(_phrase(words, i, i + size))
                if name is not None:
                    return name
        return None

    def kind(self, sentence: Sentence, i: int) -> tuple[str | None, int]:
        """The kind of place that the words ending just before token `i` name, and the token they begin at."""
        if i > 0:
            words = sentence.words
            for size in range(min(i, 2, self._longest_kind.get(words[i - 1], 1)), 0, -1):
                found = self._type(_phrase(words, i - size, i))
                if found:
                    return found, i - size
        return None, i

    def _type(self, phrase: str) -> str:
        """The kind of place that a phrase names, with its proclitics; "" where it names none."""
        found = self._kinds.get(phrase)
        if found is None:
            if len(self._kinds) >= _KEPT:
                self._kinds.clear()
            kinds = [self.types[form] for form in self._bare(phrase) if form in self.types]
            found = self._kinds[phrase] = kinds[0] if kinds else ""
        return found

    def lead(self, letters: str) -> str | None:
        """The class of letters taken off a name's front: in, to, and; None when there are none."""
        return self.leads.get(letters)

    def kind_after(self, sentence: Sentence, i: int) -> str | None:
        """The kind of place that the word at token `i` says the name before it is ("… County")."""
        return self.types_after.get(sentence.words[i]) if i < len(sentence.words) else None

    def calls(self, word: str) -> bool:
        """Whether a word behind a name says what kind of place that is: "town", "municipality"."""
        return word in self.types_after or self._after.get(word) == "after"

    def described(self, sentence: Sentence, i: int) -> bool:
        """Whether token `i` may be an adjective without the article, so that the word before it is no name."""
        word = sentence.words[i] if i < len(sentence.words) else ""
        if len(word) < 4 or not word.endswith(self.adjectives) or word.startswith(self._definite):
            return False
        return not any(article + word in self.types for article in ("", *self.articles))  # «سيول عاصمة كوريا»

    def _heads(self, table: Mapping[str, str]) -> dict[str, int]:
        """The words, clitics included, that a head of `table` may begin with → how many words the longest such has."""
        out: dict[str, int] = {}
        for form in table:
            words = form.split(" ")
            if len(words) <= _PHRASE:
                for lead in ("", *self.bare_leads) if self.clitics else ("",):
                    out[lead + words[0]] = max(out.get(lead + words[0], 1), len(words))
        return out

    def site(self, sentence: Sentence, i: int) -> tuple[str | None, int, int]:
        """(value, letters of clitics, token after) of the longest word for a site that begins at token `i`."""
        return self._head(self.sites, self.site_heads.get(sentence.words[i], 0), sentence, i)

    def called(self, sentence: Sentence, i: int) -> tuple[str | None, int, int]:
        """The same of the words that say what the name after them is: a village, a quarter."""
        return self._head(self.named, self.named_heads.get(sentence.words[i], 0), sentence, i)

    def _head(self, table: Mapping[str, str], longest: int, sentence: Sentence, i: int) -> tuple[str | None, int, int]:
        for size in range(min(longest, len(sentence.words) - i), 0, -1):
            phrase = _phrase(sentence.words, i, i + size)
            for form in self._bare(phrase):
                if form in table:
                    return table[form], len(phrase) - len(form), i + size
        return None, 0, i

    def _bare(self, phrase: str) -> list[str]:
        out = [phrase]
        if not self.bare_leads or not phrase.startswith(self.bare_leads):
            return out
        out.extend(phrase[len(p) :] for p in self.bare_leads if phrase.startswith(p) and len(phrase) - len(p) >= 2)
        return out


def _longest(forms: Iterable[str], place: int) -> dict[str, int]:
    """The word at `place` of a form → how many words the longest such form has, three at most."""
    out: dict[str, int] = {}
    for form in forms:
        words = form.split(" ")
        if len(words) <= _PHRASE:
            out[words[place]] = max(out.get(words[place], 1), len(words))
    return out


def _taken(lead: str, articles: tuple[str, ...]) -> tuple[int, str]:
    """How many letters to take off for a lead, and what the name then begins with anew."""
    for article in articles:
        if lead.endswith(article):
            # The article is the name's own.
            return len(lead) - len(article), ""
        if len(lead) > 1 and lead.endswith(article[-1] * 2):
            # «للمهدية»: the preposition swallows the article's first letter.
            return len(lead), article
    return len(lead), ""


def _phrase(words: list[str], start: int, end: int) -> str:
    return words[start] if end - start == 1 else " ".join(words[start:end])


_LOADED: Final[dict[str, PlaceWords]] = {}  # by language


def place_words(code: str) -> PlaceWords:
    """The lexicons of places of a language, loaded once."""
    known = _LOADED.get(code)
    if known is None:
        known = _LOADED[code] = PlaceWords(code)
    return known
