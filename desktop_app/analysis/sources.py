"""Source phrases (“the minister”, “he”, “Hanne Dorval”) resolved to characters, going through the article in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.analysis import lexicon, names, phrases
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.cues import Reported
from desktop_app.analysis.marks import Quotation
from desktop_app.analysis.names import Name
from desktop_app.analysis.phrase_reader import NUMBERS, OWNERS, PhraseReader
from desktop_app.analysis.presence import Resolved
from desktop_app.analysis.register import Character
from desktop_app.analysis.scene import NOTHING_TOLD, Telling
from desktop_app.analysis.sentences import Token
from desktop_app.analysis.source_words import (
    ARTICLES,
    find_groups,
    find_offices,
    find_strangers,
    spelled,
    told_role,
    told_roles,
    without_clause,
)
from desktop_app.domain.article import BlockKind
from desktop_app.domain.findings import MentionKind, SpeakerKind
from desktop_app.domain.spans import Span

SOURCE, SUBJECT, NAMED, OWNER, IN_MARKS = 3.0, 2.2, 0.8, 1.2, -3.0
"""How present a mention makes somebody for a later pronoun."""
SURELY = 0.65
"""How sure a description in passing must be to be shown as a mention."""

_SENT = frozenset({"sent", "wrote", "posted", "issued", "left", "published", "released", "shared", "signed", "tweeted"})
_OF_THEM = [[word, "of", "them"] for word in ("one", "two", "some", "most", "several", "many", "both")]
_STOPS = frozenset(".?!…")
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM, BlockKind.STANDFIRST})


class Sources(PhraseReader):
    """Resolves relations; must be asked in the order of the text."""

    def __init__(
        self,
        cast: Cast,
        found: Sequence[Name],
        kinds: Sequence[BlockKind],
        tokens: Sequence[Sequence[Token]],
        quotations: Sequence[Quotation],
    ) -> None:
        super().__init__(cast, found, tokens)
        self._quotations = quotations
        self._offices = find_offices(tokens)
        cast.introduced.update(find_strangers(tokens))
        self._events = self._collected(found, tokens)
        self._next = 0
        self._resolved: set[int] = set()  # where sources stand that were told already
        self._groups = find_groups(tokens)
        self._paragraph_of: list[int] = []
        count = 0
        for kind in kinds:
            count += kind in _BODY
            self._paragraph_of.append(count)
        self._main = self._interviewed(found)
        self._subjects: dict[int, list[tuple[int, Character]]] = {}
        for name in found:
            one = cast.by_name.get(name.span)
            if one is None:
                continue
            one.mentions[name.span] = MentionKind.NAME

    def _interviewed(self, found: Sequence[Name]) -> Character | None:
        """Who answers under “A:”: the person named most before the first question, else in the whole article."""
        first = next((number for number, part in enumerate(self._tokens) if part and part[0].text in ("Q", "A")), 0)
        people = [one for one in self._cast.characters if one.kind is SpeakerKind.PERSON and not one.weak]
        for until in (first, len(self._tokens)):
            bound = [name for name in found if name.paragraph < until and name.span in self._cast.by_name]
            counts = Counter(id(self._cast.by_name[name.span]) for name in bound)
            main = max(people, key=lambda one: counts[id(one)], default=None)
            if main is not None and counts[id(main)]:
                return main
        return None

    def _collected(
        self, found: Sequence[Name], tokens: Sequence[Sequence[Token]]
    ) -> list[tuple[int, int, Name | None, Token | None, int]]:
        """Everything that keeps somebody in mind: names, he and she, groups. (position, block, name, token, token index)"""
        events: list[tuple[int, int, Name | None, Token | None, int]] = [
            (name.span.start, name.paragraph, name, None, name.first) for name in found if name.core
        ]
        for number, part in enumerate(tokens):
            for place, token in enumerate(part):
                if token.quote < 0 and (
                    token.start in self._offices
                    or token.lower in ("he", "she")
                    or token.lower in lexicon.roles("group")
                ):
                    events.append((token.start, number, None, token, place))
        events.sort(key=lambda event: event[0])
        return events

    def _advance(self, position: int) -> None:
        while self._next < len(self._events) and self._events[self._next][0] < position:
            start, number, name, token, place = self._events[self._next]
            self._next += 1
            if name is None and start in self._resolved:
                continue
            paragraph = self._paragraph_of[number]
            if name is not None:
                self._see_name(name, start, paragraph)
            elif token is not None and token.lower in ("he", "she"):
                resolved = self._cast.pronoun(token.lower, start, paragraph)
                if resolved.character is not None and resolved.confidence > 0.6:
                    self._cast.look(resolved.character, start, paragraph, SUBJECT, token.lower)
                    self._subjects.setdefault(number, []).append((start, resolved.character))
                    role = told_role(self._tokens[number], place)
                    if role:
                        self._cast.learn(resolved.character, role)
            elif token is not None and start in self._offices:
                self._see_office(start, number, paragraph)
            elif token is not None:
                resolved = self._cast.described(self._groups.get(start, [token.text]), start, paragraph, definite=True)
                if resolved.character is not None:
                    self._cast.look(resolved.character, start, paragraph, NAMED)
                    if start in self._groups:
                        before = self._tokens[number][place - 1].start
                        resolved.character.mentions[Span(before, token.end)] = MentionKind.DESCRIPTION

    def _see_name(self, name: Name, start: int, paragraph: int) -> None:
        character = self._cast.by_name.get(name.span)
        if character is None:
            return
        weight = IN_MARKS if name.quoted else OWNER if name.owner else SUBJECT if name.subject else NAMED
        self._cast.look(character, start, paragraph, weight)
        if name.subject and not name.quoted:
            for role in told_roles(self._tokens[name.paragraph], name.last):
                self._cast.learn(character, role)

    def _see_office(self, start: int, number: int, paragraph: int) -> None:
        """“The minister did not answer.” keeps her in mind, too, and is a mention of her."""
        words, article, end = self._offices[start]
        known = len(self._cast.characters)
        if article == "The":
            resolved = self._cast.office(words, start, paragraph)
        else:
            owned = article.lower() not in ("the", "a", "an", "another")
            definite = article.lower() not in ("a", "an", "another")
            resolved = self._cast.described(words, start, paragraph, definite=definite, owned=owned)
        one = resolved.character
        if one is None:
            return
        self._cast.look(one, start, paragraph, SUBJECT)
        self._subjects.setdefault(number, []).append((start, one))
        if len(self._cast.characters) == known and one.kind is SpeakerKind.PERSON and resolved.confidence >= SURELY:
            one.mentions[Span(start, end)] = MentionKind.DESCRIPTION
            one.forms[" ".join([article, *words])] += 1

    def finish(self) -> None:
        """Whoever is described behind the last source is mentioned there, too."""
        self._advance(1 << 62)

    def resolve(self, item: Reported) -> Resolved:
        """Who the source of `item` is. Remembers the mention."""
        if not item.source:
            return Resolved(None, 0.5, "")
        position = item.source[0].start
        item = self._with_antecedent(item)
        self._advance(position)
        self._resolved.add(position)
        paragraph = self._paragraph_of[item.paragraph]
        self._cast.telling = self._telling(item, position)
        resolved = (
            self._label(item, position)
            if item.rule == "speaker label"
            else self._one_of_them(item, position, paragraph)
            if self._is_of_them(item)
            else self._apposed(item)
            or self._appended(item)
            or self._sender(item)
            or self._phrase(item.source, item.head, position, paragraph, speaks=item.linked > 0)
        )
        self._cast.telling = NOTHING_TOLD
        character = resolved.character
        if character is not None:
            span = Span(item.source[0].start, item.source[-1].end)
            head = item.source[item.head]
            if resolved.rule == "pronoun":
                character.mentions[Span(head.start, head.end)] = MentionKind.PRONOUN
            elif not any(span.contains(known) for known in self._spans_at(item.source, character)):
                character.mentions[span] = MentionKind.DESCRIPTION
                if resolved.rule != "another":
                    self._add_alias(character, item)
            word = head.lower if resolved.rule == "pronoun" else ""
            self._cast.look(character, position, paragraph, SOURCE, word)
            self._subjects.setdefault(item.paragraph, []).append((position, character))
        return resolved

    def _telling(self, item: Reported, position: int) -> Telling:
        part = self._tokens[item.paragraph]
        place = bisect_left(part, position, key=lambda token: token.start)
        first, end = place, place
        while first > 0 and (part[first - 1].quote >= 0 or part[first - 1].text not in _STOPS):
            first -= 1
        while end < len(part) and (part[end].quote >= 0 or part[end].text not in _STOPS):
            end += 1
        sentence = Span(part[first].start if part else position, part[end - 1].end if end else position)
        trails = any(span.end <= position for span in item.content)
        marks = [self._quotations[quote].outer.start for quote in item.quotes]
        return Telling(item.content, sentence, marks, trails, opens=place == 0)

    def _one_of_them(self, item: Reported, position: int, paragraph: int) -> Resolved:
        """“One of them” is somebody without a name beside the group; “two of them” are the group."""
        group = self._cast.pronoun("they", position, paragraph)
        if group.character is None or item.source[0].lower != "one" or not item.linked:
            return group
        name = group.character.name
        words = ["one", "of", "the", *(name[:1].lower() + name[1:]).split()]
        words = [word for place, word in enumerate(words) if place < 3 or word not in NUMBERS]
        return Resolved(self._cast.stranger(words, position).character, group.confidence, "description")

    def _is_of_them(self, item: Reported) -> bool:
        """“One of them described …”."""
        part = self._tokens[item.paragraph]
        place = bisect_left(part, item.source[0].start, key=lambda token: token.start)
        return [token.lower for token in part[place : place + 3]] in _OF_THEM

    def _with_antecedent(self, item: Reported) -> Reported:
        """“Ann Lee, who said”, “a group that wants”: what stands before the pronoun is the source."""
        if len(item.source) != 1 or item.source[0].lower not in ("who", "which", "that"):
            return item
        part = self._tokens[item.paragraph]
        place = bisect_left(part, item.source[0].start, key=lambda token: token.start) - 1
        if place >= 0 and part[place].text == ",":
            place -= 1
        phrase = phrases.ending_at(part, place) if place >= 0 else None
        if phrase is None:
            return item
        return replace(item, source=list(part[phrase.first : phrase.last + 1]), head=phrase.head - phrase.first)

    def _apposed(self, item: Reported) -> Resolved | None:
        """“The chief whip, Ann Lee”, “the organist Bo Marsh”: the bearer of the name that the network's source holds behind a
        description."""
        first = item.source[0]
        owner = len(item.source) > 1 and item.source[1].is_possessive
        if not item.linked or (first.is_capital and first.lower not in ARTICLES | set(OWNERS) and not owner):
            return None
        for place, token in enumerate(item.source):
            if token.lower in ("who", "which", "whose", "that", "("):
                return None
            name = self._name_at.get(token.start)
            if name is None or name.kind != names.PERSON or name.owner or not place:
                continue
            before = item.source[place - 1]
            comma = place - 2 if before.lower == "the" else place - 1  # “Tarn’s minister, the Hon. Ann Lee”
            beside = (comma >= 0 and item.source[comma].text == ",") or (
                before.is_word and before.lower not in lexicon.words("function")
            )
            one = self._cast.by_name.get(name.span)
            if beside and one is not None:
                return Resolved(one, self._sureness(one), "name")
            return None
        return None

    def _appended(self, item: Reported) -> Resolved | None:
        """“The owner of the shop, Ann Lee, said”: the name that stands straight behind a description of its bearer."""
        head = item.source[item.head]
        called = self._name_at.get(head.start)
        if called is not None and called.core and called.kind != names.OFFICE and head.is_capital:
            return None
        part = self._tokens[item.paragraph]
        comma = bisect_left(part, item.source[-1].end, key=lambda token: token.start)
        if comma + 2 >= len(part) or part[comma].text != ",":
            return None
        name = next(  # “Dorval’s deputy, former footballer Ann Lee,”
            (
                named
                for place, token in enumerate(part[comma + 1 : comma + 7], comma + 1)
                if (named := self._name_at.get(token.start)) is not None
                and named.kind == names.PERSON
                and all(one.is_word and one.lower not in lexicon.words("function") for one in part[comma + 1 : place])
            ),
            None,
        )
        office = head.lower in lexicon.person_nouns() | lexicon.roles("kin")
        if name is None or not (name.role or office) or len(name.core) < 2:
            return None
        if name.last + 1 < len(part) and part[name.last + 1].text not in ",.;":
            return None
        one = self._cast.by_name.get(name.span)
        return Resolved(one, self._sureness(one), "name") if one is not None else None

    def _sender(self, item: Reported) -> Resolved | None:
        """“Ann Lee sent a message to the boy, reading: “…””: the words are hers."""
        if item.source[item.head].lower not in lexicon.words("document") or item.source[0].lower not in ARTICLES:
            return None
        part = self._tokens[item.paragraph]
        verb = bisect_left(part, item.source[0].start, key=lambda token: token.start) - 1
        if verb < 1 or part[verb].lower not in _SENT:
            return None
        name = self._name_at.get(part[verb - 1].start)
        one = self._cast.by_name.get(name.span) if name is not None and name.core else None
        return Resolved(one, self._sureness(one), "name") if one is not None else None

    def _spans_at(self, source: Sequence[Token], character: Character) -> list[Span]:
        found = [self._name_at[token.start] for token in source if token.start in self._name_at]
        return [name.span for name in found if self._cast.by_name.get(name.span) is character]

    def _add_alias(self, character: Character, item: Reported) -> None:
        words = spelled(item.source[: item.head + 1])
        if character.described and len(character.mentions) == 1:
            character.name = self._full_words(item) or character.name
        if item.rule != "speaker label" and words.lower() != character.name.lower() and len(words) < 80:
            character.forms[words] += 1

    def _full_words(self, item: Reported) -> str:
        """An unnamed speaker is called what the text calls it first: “person with knowledge of the talks”, “Ruud’s daughter”."""
        source = list(item.source)
        if source[item.head].lower in lexicon.roles("group"):
            source = source[: item.head + 1]
        elif source[item.head].lower in lexicon.words("document") | lexicon.roles("institution"):
            source = without_clause(source, item.head)
        first = source[0].lower
        head = source[item.head].lower
        if head.startswith("spokes") and [one.lower for one in source[item.head + 1 : item.head + 3]] == ["for", "the"]:
            body = self._body_of(item)
            if body is not None:
                return f"{head} for the {body.name}"
        if first in ("a", "an", "the"):
            return spelled(source[1:])
        if first in ("his", "her", "their", "its"):
            word = OWNERS[first]
            owner = self._cast.pronoun(word, source[0].start, self._paragraph_of[item.paragraph]).character
            if owner is not None and owner.kind is SpeakerKind.PERSON:
                particled = any(part.lower() in lexicon.words("particle") for part in owner.name.split())
                return f"{(not particled and owner.surname) or owner.name}’s {spelled(source[1:])}"
        return spelled(source)

    def _body_of(self, item: Reported) -> Character | None:
        """For whom “a spokeswoman for the group” speaks."""
        noun = item.source[-1]
        if item.head + 3 != len(item.source) - 1 or noun.lower not in lexicon.roles("institution"):
            return None
        paragraph = self._paragraph_of[item.paragraph]
        found = self._cast.institution([noun.text], item.source[0].start, paragraph).character
        return found if found is not None and found.kind is SpeakerKind.ORGANISATION and not found.described else None

    def _label(self, item: Reported, position: int) -> Resolved:
        label = item.source[0].text
        if label == "A":
            return Resolved(self._main, 0.9, "label") if self._main is not None else Resolved(None, 0.5, "label")
        one = self._cast.named(label.title()) if label.isupper() else None
        if one is None and not (label.isupper() and " " in label):
            one = self._cast.named(label)
        if one is None:
            one = self._cast.add_person(label.title() if label.isupper() and " " in label else label, position)
        return Resolved(one, 0.95, "label")

    def heard(self, quotation: Quotation, ruled: Resolved) -> Resolved | None:
        """Who speaks inside marks that nothing tags, as the learned model has it; `ruled`: as the rules have it."""
        start = quotation.outer.start
        self._cast.telling = Telling([quotation.inner], Span(start, start))
        found = self._cast.voice(start, self._paragraph_of[quotation.block], ruled) if quotation.opened else None
        self._cast.telling = NOTHING_TOLD
        return found

    def note_speaker(self, one: Character, position: int, number: int) -> None:
        """`one` speaks at `position` of block `number`, where nothing says so."""
        self._cast.look(one, position, self._paragraph_of[number], SOURCE)

    def subject_before(self, number: int, position: int) -> Resolved:
        """Whoever the paragraph (or the one before) spoke of last as an actor, before `position`."""
        self._advance(position if self._next < len(self._events) else 0)
        candidates: list[tuple[int, Character]] = []
        for start, block, name, _, _ in self._around(number, position):
            if name is None or name.quoted or not name.subject:
                continue
            one = self._cast.by_name.get(name.span)
            if one is not None and one.kind is SpeakerKind.PERSON and not one.weak and block == number:
                candidates.append((start, one))
        candidates += [pair for pair in self._subjects.get(number, []) if pair[0] < position]
        if not candidates:
            return Resolved(None, 0.5, "")
        return Resolved(max(candidates, key=lambda pair: pair[0])[1], 0.8, "paragraph subject")

    def _around(self, number: int, position: int) -> list[tuple[int, int, Name | None, Token | None, int]]:
        low, high = 0, len(self._events)
        while low < high:
            middle = (low + high) // 2
            if self._events[middle][0] < position:
                low = middle + 1
            else:
                high = middle
        found = []
        for event in reversed(self._events[max(0, low - 40) : low]):
            if event[1] != number:
                break
            found.append(event)
        return found
