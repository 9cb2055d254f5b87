"""Who speaks inside somebody's speech: “She told me, ‘Keep it,’” is said of somebody whom the outer speaker speaks of, and only
“I” is the outer speaker."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.analysis import lexicon, names, phrases
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.names import Name
from desktop_app.analysis.nested import FIRST_PERSON
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.preparation import Article, Item
from desktop_app.analysis.presence import Resolved, gender_of, is_human
from desktop_app.analysis.register import Character
from desktop_app.analysis.relations import Reported
from desktop_app.analysis.sentences import Token
from desktop_app.analysis.source_words import spelled
from desktop_app.domain.findings import MentionKind, SpeakerKind
from desktop_app.domain.spans import Span

BLOCKS_BACK, DESCRIBED_BACK = 8, 1
"""How many paragraphs back the one may have been spoken of whom “she” means: somebody known, and somebody described."""
LOOK = 250
"""Words that are looked at in one paragraph."""
ACTS, ASKED, SENTENCE = 1.0, 1.2, 0.5
"""What speaks for one who does something or is asked; how much less present somebody is after each sentence."""
ROLE, BLOCK, RANK, SEX, OFTEN = 0.3, 0.8, 0.1, 0.8, 0.3
"""Before the speech: the share of what is above; less for each paragraph and each mention between; the known sex; mentions."""
SURE = 0.7

_GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
_PLURAL, _THING = "they", "it"
_OPENING = frozenset({"and", "but", "then", "so", "when", "that", "because", "well", "if", "as", "while", "now"})
_TO_THEM = frozenset(
    {"asked", "ask", "told", "tell", "met", "meet", "rang", "phoned", "called", "greeted", "saw", "wrote", "emailed"}
)
_DESCRIBING = frozenset({"is", "was", "as", "became", "be", "been", "like", "not", "'s"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "two", "three", "four", "five"})
_ARTICLES = frozenset({"a", "an", "the", "this", "that"})


@dataclass(slots=True)
class _Candidate:
    """Somebody who may be meant. `phrase`: the words of somebody who is only described, `head` the index of the noun."""

    position: int
    weight: float
    character: Character | None = None
    phrase: Sequence[Token] = ()
    head: int = 0
    in_marks: bool = False


class InnerSpeakers:
    """Resolves what is said inside speech, in the order of the text, once everybody around it is known."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._article = article
        self._cast = cast
        self._described_at: dict[int, Character] = {}
        """Where a description begins → whom it means."""
        self._mentions: dict[int, Character] | None = None
        self._known_places: dict[int, tuple[list[int], list[int]]] = {}
        self._name_at: dict[int, Name] = {}
        for name in article.names:
            if name.core and name.kind != names.OFFICE:
                for token in article.tokens[name.paragraph][name.first : name.last + 1]:
                    self._name_at[token.start] = name

    def is_named(self, item: Reported) -> bool:
        """Whether the source is a name, which means the same whoever says it."""
        return bool(item.source) and item.source[item.head].start in self._name_at

    def resolve(self, item: Reported, outer: Item | None) -> Resolved:
        """Who the source of `item` is; `outer` is the speech that it stands in."""
        speaker = outer.resolved.character if outer is not None else None
        token = item.source[item.head]
        if len(item.source) == 1 and token.lower in FIRST_PERSON:
            return outer.resolved if outer is not None else Resolved(None, 0.5, "")
        if token.lower in (*_GENDERS, _PLURAL, _THING):
            found, rule = self._meant(token, item, outer), "pronoun"
            if found is not None:
                found.mentions[Span(token.start, token.end)] = MentionKind.PRONOUN
                self._mentioned()[token.start] = found
        else:
            found, rule = self._described(item.source, item.head, item.paragraph, speaker), "description"
        return Resolved(found, SURE, rule) if found is not None else Resolved(None, 0.5, "")

    # “he”

    def _meant(self, token: Token, item: Reported, outer: Item | None) -> Character | None:
        """Somebody whom the same speech has mentioned, else whoever was spoken of before it."""
        speaker = outer.resolved.character if outer is not None else None
        number, word = item.paragraph, token.lower
        begin = self._begin(item, outer)
        others = self._inside(item, begin, token.start)
        near = [
            one
            for one in self._people(number, begin, token.start, word, speaker)
            if not any(span.contains(Span(one.position, one.position + 1)) for span in others)
            and (one.in_marks or item.within is not None)
        ] or self._around(number, begin, word, speaker)
        if not near:
            return None
        best = max(near, key=lambda one: (one.weight, one.position))
        return best.character or self._described(best.phrase, best.head, number, speaker)

    def _begin(self, item: Reported, outer: Item | None) -> int:
        """Where the speech of this paragraph begins that `item` stands in."""
        start = self._article.blocks[item.paragraph].span.start
        spoken = outer.reported.content if outer is not None else []
        first = bisect_left(spoken, Span(start, start))
        return min(item.position, spoken[first].start) if first < len(spoken) else start

    def _inside(self, item: Reported, begin: int, end: int) -> list[Span]:
        """Stretches inside marks between two places that others say within the same speech."""
        depth = 0 if item.within is not None else 1
        every = self._article.quotations
        first = bisect_left(every, begin, key=lambda one: one.outer.start)
        last = bisect_left(every, end, first, key=lambda one: one.outer.start)
        return [one.inner for one in every[max(first, last - LOOK) : last] if one.depth == depth]

    def _people(self, number: int, begin: int, end: int, word: str, speaker: Character | None) -> list[_Candidate]:
        """Everybody between two places of one block whom `word` may mean, the last one first."""
        part = self._article.tokens[number]
        last = bisect_left(part, end, key=lambda one: one.start)
        first = max(bisect_left(part, begin, key=lambda one: one.start), last - LOOK)
        places, ended = self._places(number)
        low, high = bisect_left(places, first), bisect_left(places, last)
        found: list[_Candidate] = []
        for index in range(high - 1, low - 1, -1):
            one = self._one_at(part, places[index], word, speaker)
            if one is not None:
                one.weight -= SENTENCE * (ended[high - 1] - ended[index])
                one.in_marks = part[places[index]].quote >= 0
                found.append(one)
        return found

    def _places(self, number: int) -> tuple[list[int], list[int]]:
        """Words of a block that may mean somebody, and how many sentences have ended before each."""
        if number not in self._known_places:
            places: list[int] = []
            ended: list[int] = []
            count = 0
            part, mentioned = self._article.tokens[number], self._mentioned()
            for place, token in enumerate(part):
                count += token.text in ".?!"
                if token.is_word and (
                    token.start in self._name_at or token.start in mentioned or _is_noun_of_somebody(part, place)
                ):
                    places.append(place)
                    ended.append(count)
            self._known_places[number] = places, ended
        return self._known_places[number]

    def _one_at(self, part: Sequence[Token], place: int, word: str, speaker: Character | None) -> _Candidate | None:
        token = part[place]
        name = self._name_at.get(token.start)
        if name is not None and place != name.first:
            return None
        known = self._cast.by_name.get(name.span) if name is not None else self._mentioned().get(token.start)
        if known is not None:
            if known is speaker or not _fits(known, word):
                return None
            return _Candidate(token.start, _role(part, _description_before(part, place)), known)
        phrase = _person_at(part, place, word) if name is None else None
        if phrase is None or self._is_of_somebody(part, phrase) or part[phrase.first].start in self._mentioned():
            return None
        source = part[phrase.first : phrase.last + 1]
        return _Candidate(source[0].start, _role(part, phrase.first), None, source, phrase.head - phrase.first)

    def _is_of_somebody(self, part: Sequence[Token], phrase: Phrase) -> bool:
        """“the defendant Bo Marsh”, “Bo Marsh, a farmer”, “he was a farmer”, “the man, a farmer,”: says what somebody is."""
        after = part[phrase.head + 1] if phrase.head + 1 < len(part) else None
        before = part[phrase.first - 1] if phrase.first else None
        if after is not None and after.start in self._name_at:
            return True
        if before is not None and before.text == "," and phrase.first > 1:
            return part[phrase.first - 2].start in self._name_at or (after is not None and after.text == ",")
        there = phrase.first > 1 and part[phrase.first - 2].lower == "there"
        return before is not None and before.lower in _DESCRIBING and not there

    def _around(self, number: int, begin: int, word: str, speaker: Character | None) -> list[_Candidate]:
        """Whoever was spoken of before the speech began."""
        found: list[_Candidate] = []
        blocks = self._article.blocks
        gender = _GENDERS.get(word)
        for block in range(number, max(-1, number - BLOCKS_BACK), -1):
            end = begin if block == number else blocks[block].span.end
            for one in self._people(block, blocks[block].span.start, end, word, speaker):
                if one.character is not None:
                    sex, often = one.character.gender, math.log1p(len(one.character.mentions))
                elif number - block <= DESCRIBED_BACK:
                    sex, often = gender_of(one.phrase[one.head].lower), 0.0
                else:
                    continue
                one.weight = ROLE * one.weight + SEX * (sex == gender) + OFTEN * often
                one.weight -= BLOCK * (number - block) + RANK * len(found)
                found.append(one)
        return found

    def _mentioned(self) -> dict[int, Character]:
        """Where somebody is mentioned without a name → who."""
        if self._mentions is None:
            self._mentions = {
                span.start: one
                for one in self._cast.characters
                for span, kind in one.mentions.items()
                if kind is not MentionKind.NAME
            }
        return self._mentions

    # “the driver”

    def _described(
        self, source: Sequence[Token], head: int, number: int, speaker: Character | None
    ) -> Character | None:
        start = source[0].start
        if start in self._described_at:
            return self._described_at[start]
        words = _head_words(source, head)
        if not words or not words[-1][0].isalpha():
            return None
        first = source[0].lower
        found = self._cast.described(words, start, number, definite=first not in _INDEFINITE, owned=True).character
        if found is None or found is speaker:
            found = self._stranger(words, start)
        if found.described and not found.mentions:
            found.name = spelled(source[first in _ARTICLES :]) or found.name
        found.mentions[Span(start, source[-1].end)] = MentionKind.DESCRIPTION
        self._described_at[start] = found
        return found

    def _stranger(self, words: Sequence[str], position: int) -> Character:
        noun = words[-1].lower()
        name, gender = " ".join(words), gender_of(noun)
        made = Character(SpeakerKind.UNNAMED, name, gender=gender, first=position, described=True, noun=noun)
        self._cast.characters.append(made)
        return made


def _role(part: Sequence[Token], place: int) -> float:
    """What speaks for whoever is named at `place`: they do something, or they are asked."""
    before = part[place - 1] if place else None
    if before is None or not before.is_word or before.lower in _OPENING:
        return ACTS
    return ASKED if before.lower in _TO_THEM else 0.0


def _description_before(part: Sequence[Token], place: int) -> int:
    """Where “the defendant Bo Marsh” begins."""
    first = place
    while first > 0 and place - first < 5 and part[first - 1].is_word and not part[first - 1].is_capital:
        if part[first - 1].lower in lexicon.words("determiner"):
            return first - 1
        if part[first - 1].lower in lexicon.words("function"):
            break
        first -= 1
    return place


def _fits(one: Character, word: str) -> bool:
    """Whether “he”, “she”, “they” or “it” may mean this one."""
    if one.place:
        return False
    gender = _GENDERS.get(word)
    if gender is not None:
        single = one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and not one.plural and not one.vague
        return single and not one.is_text and one.gender in ("u", gender)
    if word == _PLURAL:
        return one.plural or one.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANISATION)
    return one.kind is SpeakerKind.ORGANISATION or one.is_text


def _person_at(part: Sequence[Token], place: int, word: str) -> Phrase | None:
    """A description of one whom `word` may mean, whose noun stands at `place`."""
    token = part[place]
    if token.is_quote or not token.is_word or not _may_mean(part, place, word):
        return None
    first = place
    while first > 0 and place - first < 5:
        before = part[first - 1]
        if before.is_quote or not before.is_word or before.lower in lexicon.words("preposition"):
            break
        first -= 1
        if before.lower in lexicon.words("determiner"):
            phrase = phrases.starting_at(part, first)
            return phrase if phrase is not None and phrase.head == place else Phrase(first, place, place)
    called = token.is_capital and token.lower in lexicon.roles("m") | lexicon.roles("f")  # “Mum rang”
    bare = called or token.lower in lexicon.roles("kin") | lexicon.roles("group")
    return Phrase(place, place, place) if bare else None


def _is_noun_of_somebody(part: Sequence[Token], place: int) -> bool:
    pronoun = part[place].lower in (*_GENDERS, _PLURAL, _THING)
    return pronoun or any(_may_mean(part, place, word) for word in ("he", "she", _PLURAL, _THING))


def _may_mean(part: Sequence[Token], place: int, word: str) -> bool:
    """Whether the noun at `place` is one of somebody, several or something that “he”, “they” or “it” may mean."""
    noun = part[place].lower
    if word == _PLURAL:
        return noun in lexicon.roles("group")
    human = is_human(noun) and noun != "head"
    if word != _THING:
        return human and gender_of(noun) in ("u", _GENDERS[word])
    comes_in = place > 0 and part[place - 1].lower in ("a", "an") and not part[place].is_capital  # “an app”
    return noun in lexicon.words("document") | lexicon.roles("institution") or (comes_in and not human)


def _head_words(source: Sequence[Token], head: int) -> list[str]:
    """The noun with its adjectives: without article, owner and number."""
    first = head
    small = lexicon.words("determiner") | lexicon.words("preposition") | lexicon.words("clause")
    while first > 0 and source[first - 1].is_word and not source[first - 1].is_possessive:
        if source[first - 1].lower in small:
            break
        first -= 1
    return [token.text for token in source[first : head + 1] if token.is_word]
