"""Who speaks: the name and kind of each source, and the running voice that pronouns and dropped subjects continue."""

import re
from collections import deque
from typing import Final

from rawi.attribution.contents import reading_line
from rawi.attribution.draft import Draft
from rawi.attribution.full_names import owned, surname, titled, whole
from rawi.attribution.line import Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.sov_author import here_we, ourselves, says_we
from rawi.attribution.svo_voices import (
    before_relative,
    full_name,
    holders,
    kind_of,
    known_words,
    name_of,
    person_names,
    same_person,
)
from rawi.attribution.vso_dropped import actor_before
from rawi.attribution.vso_words import adjective_word
from rawi.text import fold_word

_MEMORY: Final = 300  # voices kept in mind; in a book one that spoke earlier is named anew
_MARK: Final = re.compile(r"[«»“”„‟\"‹›'’‘]")
_MARKS: Final = re.compile(r"[«»“”„‟\"‹›]+|(?<!\w)['’‘]|['’‘](?!\w)")


def _bare(text: str) -> str:
    """Words as written, their blanks single, without quotation marks and outer marks."""
    words = " ".join(text.split())
    return (words if _MARK.search(words) is None else _MARKS.sub("", words)).strip(" ,،-")


def _articled(draft: Draft) -> bool:
    """Whether the draft's language writes its article onto the noun."""
    return draft.line.articled


class Voice:
    """A voice of the document: full name as the document gives it, its kind, and the words it is known by."""

    __slots__ = ("agreement", "head", "held", "kind", "leads", "name", "names", "words")

    def __init__(self, name: str, kind: str, words: frozenset[str]) -> None:
        self.name, self.kind, self.words = name, kind, words
        self.agreement: str | None = None
        # Words of its name that say whose office it is ("Iran" in "Iran FM").
        self.held: frozenset[str] = frozenset()
        # Its personal name, where the phrase ends in one.
        self.names: tuple[str, ...] = ()
        # The first word of its phrase, and whether that word names a leader («رئيس», «زعيم»).
        self.head, self.leads = "", False

    def agrees(self, agreement: str | None) -> bool:
        """Whether a verb of this agreement may continue the voice; unknown agreements always may."""
        if agreement == "p":
            return self.kind != "person" or self.agreement in (None, "p")
        return agreement is None or self.agreement is None or self.agreement == agreement


def author(draft: Draft) -> Voice:
    """The voice of "we" and "I" outside any speech: the document's author or outlet, as written where unknown."""
    document = draft.line.reading.document
    written = " ".join(draft.line.reading.view.source(*draft.source).split()) if draft.source else "?"
    alone = written.lower().startswith("i")
    name = (document.author if alone else document.outlet or document.author) or written
    return Voice(name, "person" if alone else "organisation" if name != written else "group", frozenset())


def _plain(line: Line, first: int, last: int) -> str:
    """The phrase at tokens `first..last` as written, without quotation marks and outer marks."""
    return _bare(line.reading.view.source(*line.span(first, last)))


class Voices:
    """The voices of one document in order of speaking."""

    def __init__(self) -> None:
        self.known: deque[Voice] = deque(maxlen=_MEMORY)
        self.running: Voice | None = None
        self.inner: dict[str, Voice] = {}

    def name(self, draft: Draft, within: Voice | None = None) -> Voice:
        """The voice of a draft; makes it the running one unless it merely relays (an agency, a report).

        `within` is the voice in whose words the draft stands: a voice quoted by a voice is not the one that runs on.
        """
        before = self.running
        if within is not None and draft.source is None and draft.implied is None and not draft.impersonal:
            return within if draft.resumes else self.inner.get(within.name, within)
        voice = self._name(draft)
        if draft.source is not None and voice.agreement is None and draft.agreement != "p":
            voice.agreement = draft.agreement
        if within is not None:
            self.running = before
            self.inner[within.name] = voice
        return voice

    def _name(self, draft: Draft) -> Voice:
        line = draft.line
        source = draft.source or draft.implied
        if source is None:
            if draft.impersonal:
                told = draft.cue.value.get("voice") if draft.cue is not None else None
                name = str(told or line.settings["unspecified"])
                return Voice(name, "anonymous", frozenset())
            ours = ourselves(line) if says_we(draft) else None
            if ours is not None:
                return Voice(ours, "group", frozenset())
            turned = self._acting(draft) if self._turned(draft) else None
            named = turned or self._continued(draft.agreement) or self._acting(draft)
            return named or Voice(str(line.settings["unspecified"]), "anonymous", frozenset())
        if draft.name_hint is not None:
            return self._signed(draft.name_hint)
        first = line.sentence.token_at(source[0])
        last = line.sentence.token_at(source[1] - 1)
        pronoun = line.at("pronoun", first) or line.at("pronoun_object", first)
        if pronoun is not None and pronoun.last >= last and pronoun.value == "author" and here_we(draft):
            ours = ourselves(line)
            if ours is not None:
                return Voice(ours, "group", frozenset())
        if pronoun is not None and pronoun.last >= last:
            return self._pronoun(draft, str(pronoun.value))
        name = _bare(line.reading.view.source(*source))
        opens = line.at("source_stop", first) is None or line.at("voice_person", first) is not None
        words = frozenset(w for w in line.words[first : last + 1] if w[0].isalnum() and opens)
        kind = self.kind(line, first, last)
        svo = line.order == "svo"
        words = known_words(line, first, last) if svo else words
        if first < last and line.at("honorific", first) is not None:
            words -= {line.words[first]}  # «آقای سالاری» is the Salari of before
        full = owned(line, first, (v.name for v in reversed(self.known))) if first == last else None
        if full is not None:
            name, kind = _bare(full), "organisation" if kind == "person" else kind
        told = line.articled and line.at("voice_kind", first) is not None
        cores = [{word[a:] for a, b in line.pack.analyses(word) if a and not b} for word in words if len(words) == 1]
        # "A source" is somebody new, whoever spoke before.
        anew = svo and line.at("indefinite", first) is not None
        names = self._names(line, first, last) if kind == "person" else ()
        for voice in reversed(() if anew else self.known):
            # «الوزارة» for «وزارة الدفاع»: the article stands for the rest of the name.
            if len(words) == 1 and len(voice.words) > 1 and cores[0] & voice.words and voice.kind == kind:
                self._run(voice)
                return voice
            # «الوزير السابق» for «وزير الصحة السابق …», «اتحاد الطلبة» for «الاتحاد العام للطلبة».
            if (
                1 < len(words) < len(voice.words)
                and voice.kind == kind
                and line.articled
                and self._covers(line, voice.words, words)
            ):
                self._run(voice)
                return voice
            if svo and words and words == voice.words and voice.kind == kind:
                self._run(voice)  # "police" for "Police"
                return voice
            if kind == "person" and voice.kind == kind and self._same_office(line, voice, first, words):
                voice.words |= words
                self._run(voice)
                return voice
            if voice.names and voice.kind == kind and self._again(line, (first, last), names, voice.names):
                voice.words |= words
                voice.names = max(names, voice.names, key=len)
                self._run(voice)
                return voice
            if len(words) == 1 and voice.name.split()[1:2] == line.settings.get("joiners", [])[:1]:
                continue  # «سالاری» after «سالاری و کاویان»
            if svo and len(words) == 1 and (words <= voice.held or kind not in ("person", voice.kind)):
                continue  # "Iran" after "Iran FM", "the ministry" after "a ministry spokesman"
            # A surname or an office alone: all its words were part of a fuller name before.
            if (words and words <= voice.words and len(words) < len(voice.words) and voice.kind == kind) or (
                len(words) == 1 and words <= voice.words and voice.kind == "person" and not told
            ):
                self._run(voice)
                return voice
        again = self._titled(line, first, last, words, name) if kind == "person" else None
        if again is not None:
            voice = again
        else:
            if line.articled and full is None:
                titles = line.at("voice_person", first) is not None
                full = titled(line, first, last) if titles else whole(line, first) if first == last and told else None
                name = full or name
            if svo and kind == "person":
                end = name_of(line, first, last)
                full = full_name(line, end) if first == end else None
                name = full or (name if end == last else _plain(line, first, end))
            voice = Voice(name or "?", kind, words | frozenset(fold_word(name).split()) if full else words)
            voice.held = holders(line, first, last) if svo else frozenset()
            voice.names = tuple(fold_word(full).split()) if svo and full else names
            voice.head, voice.leads = line.words[first], line.at("leader", first) is not None
            self.known.append(voice)
        self._run(voice)
        return voice

    @staticmethod
    def _names(line: Line, first: int, last: int) -> tuple[str, ...]:
        """The personal name of a phrase: what it ends in where capitals tell, all of it where no title stands in it."""
        if line.order == "svo":
            return person_names(line, first, last)
        told = any(True for c in ("voice_person", "voice_kind") for _ in line.covered(c, first, last))
        plain = 1 <= last - first <= 3 and all(line.is_word(k) for k in range(first, last + 1)) and not told
        return tuple(line.words[first : last + 1]) if plain else ()

    @staticmethod
    def _again(line: Line, phrase: tuple[int, int], names: tuple[str, ...], known: tuple[str, ...]) -> bool:
        """Whether a phrase takes up a personal name («وزیر راه، سارا کاویان» after «سارا کاویان»)."""
        if line.order == "svo":
            return same_person(names, known)
        size = len(known)
        inside = range(phrase[0], phrase[1] + 2 - size)
        return size < phrase[1] - phrase[0] + 1 and any(tuple(line.words[k : k + size]) == known for k in inside)

    def _titled(self, line: Line, first: int, last: int, words: frozenset[str], name: str) -> Voice | None:
        """The voice that spoke under a title alone before the text names it («المؤرخ التونسي … المؤرخ سالم الهادي»).

        It takes the fuller name. A former minister is not the minister.
        """
        if not line.articled:
            return None
        former = {line.words[h.first] for h in line.covered("former", first, last)}
        leads = line.at("leader", first) is not None
        for voice in reversed(self.known):
            if (
                voice.kind != "person"
                or not voice.head
                or not voice.words
                or len(voice.words) >= len(words)
                or former - voice.words
            ):
                continue
            if voice.words < words and len(voice.words) < 3 and line.at("voice_person", first) is not None:
                voice.name, voice.words = name, words  # a surname in a headline
                voice.head, voice.leads = line.words[first], leads
                return voice
            if voice.head != line.words[first] and not (leads and voice.leads):
                continue
            rest = frozenset(w for w in voice.words - {voice.head} if not adjective_word(line, w))
            if (rest or voice.head == line.words[first]) and self._covers(line, words, rest):
                voice.name, voice.words = name, voice.words | words
                return voice
        return None

    @staticmethod
    def _same_office(line: Line, voice: Voice, first: int, words: frozenset[str]) -> bool:
        """Whether a phrase without a name takes up a voice by another wording of its title.

        «المؤرخ التونسي» for «المؤرخ سالم الهادي», «زعيم X» for «رئيس حركة X سالم الهادي», «رئيس X، ورئيس Y» for
        «رئيس X سالم الهادي».
        """
        if not line.articled or not voice.head or len(words) < 2:
            return False
        same = voice.head == line.words[first]
        if not same and not (voice.leads and line.at("leader", first) is not None):
            return False
        comma = next((k for k in range(first + 2, min(first + 8, line.size)) if line.words[k] == ","), None)
        if same and comma is not None and voice.words.issuperset(line.words[first:comma]) and comma - first > 1:
            return True
        rest = {w for w in words if w != line.words[first]}
        if same and len(rest) == 1 and all(adjective_word(line, w) and not surname(line, w) for w in rest):
            return len(voice.words) > len(words)
        return rest <= voice.words and (bool(rest) or len(voice.words) > len(words))

    def _signed(self, name: str) -> Voice:
        """The voice that a signature names: one already met under a fuller name, else a new one."""
        signed = frozenset(fold_word(name).split())
        for voice in reversed(self.known):
            if signed <= voice.words:
                self._run(voice)
                return voice
        voice = Voice(name, "person", signed)
        self.known.append(voice)
        self._run(voice)
        return voice

    @staticmethod
    def _covers(line: Line, whole: frozenset[str], words: frozenset[str]) -> bool:
        """Whether each of `words` stands in `whole`, with or without article and prepositions written onto it."""
        bare = {word[a:] for word in whole for a, b in line.pack.analyses(word) if not b and len(word) - a > 2}
        return all(
            any(word[a:] in bare for a, b in line.pack.analyses(word) if not b and len(word) - a > 2) for word in words
        )

    def _continued(self, agreement: str | None) -> Voice | None:
        """The voice that a dropped subject continues: the running one, or the last that its verb agrees with."""
        if self.running is None or self.running.agrees(agreement):
            return self.running
        told = [
            voice
            for voice in self.known
            if voice.agreement == agreement or (agreement == "p" and voice.kind == "group")
        ]
        if told:
            self.running = told[-1]
        return self.running

    def _run(self, voice: Voice) -> None:
        if voice.kind not in ("agency", "outlet", "document") or self.running is None:
            self.running = voice

    def _pronoun(self, draft: Draft, kind: str) -> Voice:
        if kind == "anonymous" and draft.cue is not None and draft.cue.frame == "prep" and _articled(draft):
            # «ووفق ذات المصدر»: the one told of last, an agency as well.
            for voice in reversed(self.known):
                if voice.kind in ("anonymous", "agency", "outlet", "document"):
                    return voice
        if kind in ("agency", "outlet", "document", "anonymous", "organisation"):
            for voice in reversed(self.known):
                if voice.kind == kind:
                    return voice
            if kind == "document" and draft.source is not None:
                return Voice(" ".join(draft.line.reading.view.source(*draft.source).split()), kind, frozenset())
        if kind == "anonymous":
            # «این منبع»: a source that the text has named by its outlet.
            for voice in reversed(self.known):
                if voice.kind in ("outlet", "agency"):
                    return voice
        if kind == "person":
            if self.running is not None and self.running.kind == "person":
                return self.running
            for voice in reversed(self.known):
                if voice.kind == "person":
                    return voice
        if kind == "person" and self.running is None:
            told = self._spoken_of(draft)
            if told is not None:
                return told
        text = " ".join(draft.line.reading.view.source(*draft.source).split()) if draft.source else "?"
        return self.running or Voice(text, "person", frozenset())

    @staticmethod
    def _turned(draft: Draft) -> bool:
        """Whether another took his turn in the sentence before, telling nothing («بدوره استعرض X C. وقال …»)."""
        if draft.index == 0 or draft.cue is None or draft.cue.first > 1:
            return False
        before = reading_line(draft.line, draft.index - 1)
        return before.at("turn", 0) is not None and not before.cues

    def _acting(self, draft: Draft) -> Voice | None:
        """Who acts in this sentence or the one before, where no voice has spoken yet and the verb stands alone."""
        cue = draft.cue
        if cue is None or not draft.line.articled or cue.has("we"):
            return None
        found = actor_before(draft.line, cue)
        if found is None:
            return None
        line, (first, last) = found
        name = _bare(line.reading.view.source(*line.span(first, last)))
        words = frozenset(w for w in line.words[first : last + 1] if w[0].isalnum())
        voice = Voice(name, self.kind(line, first, last), words)
        voice.head, voice.agreement = line.words[first], draft.agreement
        self.known.append(voice)
        self._run(voice)
        return voice

    def _spoken_of(self, draft: Draft) -> Voice | None:
        """The office that a sentence shortly before opens with («X، وزیر راه، وارد شهر شد. وی گفت: …»)."""
        for index in range(draft.index - 1, max(-1, draft.index - 3), -1):
            line = reading_line(draft.line, index)
            found = phrase(line, skip_lead(line, 0, line.size - 1), line.size - 1)
            if found is not None and any(True for _ in line.covered("voice_person", *found)):
                name = _bare(line.reading.view.source(*line.span(*found)))
                words = frozenset(w for w in line.words[found[0] : found[1] + 1] if w[0].isalnum())
                voice = Voice(name, "person", words)
                self.known.append(voice)
                self._run(voice)
                return voice
        return None

    @staticmethod
    def _named(line: Line, first: int, last: int) -> bool:
        """Whether a phrase names somebody, as far as capitals tell (scripts without them never do)."""
        text = line.reading.view.text
        return any(text[line.starts[k]].isupper() for k in range(first, last + 1))

    def kind(self, line: Line, first: int, last: int) -> str:
        """The source kind of the phrase at tokens `first..last`, by the words it holds; the first telling word wins."""
        if line.at("indefinite", first) is not None and not self._named(line, first + 1, last):
            group = [
                h
                for h in line.covered("voice_kind", first + 1, before_relative(line, first, last))
                if h.value in ("outlet", "agency", "document", "group")
            ]
            return str(group[0].value) if group else "anonymous"
        if line.order == "svo":
            return kind_of(line, first, last) or "person"
        person = line.first_of("voice_person", first, last)
        told = line.first_of("voice_kind", first, last)
        if person and told and person.first == told.first and told.end - told.start > person.end - person.start:
            return str(told.value)  # «فرماندهی»: the body, no commander
        if person is not None and (told is None or person.first <= told.first):
            return "person"
        if told is not None:
            return str(told.value)
        return "person"
