"""Whom the words of a phrase mean: “the minister”, “Hanne Dorval and her deputy”, “a letter from the union”."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon, names, phrases
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.names import Name
from desktop_app.analysis.presence import NOTHING_AROUND, Belonging, Resolved
from desktop_app.analysis.register import Character
from desktop_app.analysis.sentences import Token
from desktop_app.analysis.source_words import owner_words
from desktop_app.domain.findings import MentionKind

_INDEFINITE = frozenset(
    {
        "a",
        "an",
        "one",
        "another",
        "some",
        "several",
        "two",
        "three",
        "four",
        "five",
        "many",
        "most",
        "other",
        "no",
        "both",
    }
)
NUMBERS = frozenset({"two", "three", "four", "five", "several"})
_NOBODY = frozenset(
    {
        "some",
        "many",
        "others",
        "one",
        "another",
        "most",
        "several",
        "few",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "nobody",
        "none",
        "neither",
        "this",
        "that",
        "these",
        "those",
        "all",
        "i",
        "we",
        "you",
        "who",
        "both",
        "two",
        "three",
        "four",
        "five",
    }
)
OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}


class PhraseReader:
    """Resolves phrases of an article, in the order of its text."""

    def __init__(self, cast: Cast, found: Sequence[Name], tokens: Sequence[Sequence[Token]]) -> None:
        self._cast = cast
        self._tokens = tokens
        self._name_at: dict[int, Name] = {
            token.start: name for name in found for token in tokens[name.paragraph][name.first : name.last + 1]
        }

    def _phrase(
        self, source: Sequence[Token], head: int, position: int, paragraph: int, *, speaks: bool = False
    ) -> Resolved:
        token = source[head]
        lower = OWNERS.get(token.lower, token.lower) if len(source) == 1 else token.lower
        if lower in ("he", "she", "they", "it"):
            return self._cast.pronoun(lower, position, paragraph)
        named = self._named(source, head, position, paragraph)
        if named is not None:
            return named
        if token.text in lexicon.organisations("demonym") and source[0].lower == "the":
            return self._cast.person_at(position, paragraph)  # “the Italian”
        indefinite = self._indefinite(source, head, lower, position, speaks=speaks)
        if indefinite is not None:
            return indefinite
        if lower in lexicon.words("document"):
            return self._document(source, head, position, paragraph, speaks=speaks)
        phrase = self._head_words(source, head)
        if not phrase or not (phrase[-1][0].isalpha() or "-" in phrase[-1]):
            return Resolved(None, 0.5, "")
        first = source[0].lower
        owned = first in OWNERS or any(one.is_possessive for one in source[:head])
        if lower in lexicon.roles("kin") and owned:
            owner = self._owner(source, position, paragraph)
            found = self._cast.relative(owner, lower) if owner is not None else Resolved(None, 0.0, "")
            if found.character is not None or not speaks:
                return found if found.character is not None else self._cast.stranger(phrase, position)
        vague = first in _INDEFINITE or first.isdigit()
        if first in NUMBERS and phrase[0] != source[0].text:
            phrase = [source[0].text, *phrase]
        return self._cast.described(
            phrase,
            position,
            paragraph,
            definite=not vague,
            owned=owned,
            owner=owner_words(source, head),
            speaks=speaks,
            belonging=self._belonging(source, head, position, paragraph, owned=owned) if speaks else NOTHING_AROUND,
        )

    def _named(self, source: Sequence[Token], head: int, position: int, paragraph: int) -> Resolved | None:
        """Whose name the head of a source is; None where it is no name."""
        token = source[head]
        name = self._name_at.get(token.start)
        if name is None or not name.core or name.kind == names.OFFICE:
            return None
        if name.kind != names.PERSON and token.text in lexicon.organisations("demonym"):
            return None
        character = self._cast.by_name.get(name.span)
        if character is None or self._is_modifier(name, source, head):
            return None
        last = self._last_of_several(source, name)
        if last is not None:
            return self._joint(source, last, position)
        before = next((place for place, one in enumerate(source) if one.start >= name.span.start), 0) - 1
        if before > 0 and source[before].lower in ("and", "&") and self._is_name(source[before - 1]):
            return self._joint(source, head, position)
        if name.span not in self._cast.doubtful:
            return Resolved(character, self._sureness(character), "name")
        borne = self._cast.bearer(character, name, paragraph)
        if borne is None or borne.character is None:
            return Resolved(character, 0.6, "name")
        character.mentions.pop(name.span, None)
        borne.character.mentions[name.span] = MentionKind.NAME
        return borne

    def _indefinite(
        self, source: Sequence[Token], head: int, lower: str, position: int, *, speaks: bool
    ) -> Resolved | None:
        """“another”, “one of the guests”, “some”: somebody else, somebody of a group, nobody in particular."""
        if lower == "another" and len(source) == 1:
            return self._cast.another(position)
        if lower == "one" and head == 0 and len(source) > 2 and source[1].lower == "of" and speaks:
            return self._cast.stranger([one.text for one in source if one.is_word], position)
        if lower in _NOBODY | {"which"} and len(source[: head + 1]) == 1:
            return Resolved(None, 0.5, "")
        return None

    def _belonging(
        self, source: Sequence[Token], head: int, position: int, paragraph: int, *, owned: bool
    ) -> Belonging:
        owner = self._owner(source, position, paragraph) if owned else None
        return Belonging(owned, owner, told=any(token.is_word for token in source[head + 1 :]))

    def _owner(self, source: Sequence[Token], position: int, paragraph: int) -> Character | None:
        """Whose husband “her husband” or “Dorval’s husband” is."""
        word = OWNERS.get(source[0].lower)
        if word in ("he", "she"):
            return self._cast.pronoun(word, position, paragraph).character
        name = self._name_at.get(source[0].start)
        return self._cast.by_name.get(name.span) if name is not None else None

    def _is_name(self, token: Token) -> bool:
        name = self._name_at.get(token.start)
        return name is not None and bool(name.core) and name.kind != names.PLACE

    @staticmethod
    def _sureness(character: Character) -> float:
        return 0.85 if character.weak or character.place else 1.0

    def _last_of_several(self, source: Sequence[Token], name: Name) -> int | None:
        """“Mr. Lee and Ms. Marsh”, of whom `name` is the first: where the last one’s name begins in `source`."""
        joined = next((place for place, one in enumerate(source) if one.start >= name.span.end), len(source))
        if name.kind == names.ORGANISATION or joined + 1 >= len(source) or source[joined].lower not in ("and", "&"):
            return None
        other = self._name_at.get(source[joined + 1].start)
        people = other is not None and bool(other.core) and other.kind in (names.PERSON, names.SINGLE)
        return len(source) - 1 if people and other is not None and other.span.end >= source[-1].end else None

    def _is_modifier(self, name: Name, source: Sequence[Token], head: int) -> bool:
        """“Biden administration”: the name stands before the head."""
        return head + 1 < len(source) and name.span.end <= source[head].start

    def _joint(self, source: Sequence[Token], head: int, position: int) -> Resolved:
        words = ""
        place = 0
        while place <= head:
            name = self._name_at.get(source[place].start)
            character = self._cast.by_name.get(name.span) if name is not None else None
            if name is not None and character is not None:
                words += (" " if words and not words.endswith(" ") else "") + character.name
                while place <= head and source[place].start < name.span.end:
                    place += 1
                continue
            token = source[place]
            words += ("" if token.text == "," or not words else " ") + token.text
            place += 1
        return self._cast.together(words, position)

    def _head_words(self, source: Sequence[Token], head: int) -> list[str]:
        """The head noun with its adjectives: without article, owner and number."""
        first = head
        while first > 0:
            before = source[first - 1]
            if (
                before.is_possessive
                or before.is_quote
                or not before.is_word
                or before.lower in lexicon.words("determiner") | lexicon.words("preposition") | lexicon.words("clause")
            ):
                break
            first -= 1
        return [token.text for token in source[first : head + 1] if token.is_word]

    def _document(self, source: Sequence[Token], head: int, position: int, paragraph: int, *, speaks: bool) -> Resolved:
        """“the ministry’s statement”, “a letter from the union”: its author."""
        owner = next((n for n in range(head) if source[n].is_possessive), None)
        if owner is not None and owner > 0:
            return self._phrase(source[:owner], owner - 1, position, paragraph)
        if source[0].lower in ("his", "her", "their", "its") and head > 0:
            word = OWNERS[source[0].lower]
            return self._cast.pronoun(word, position, paragraph)
        if head + 2 < len(source) and source[head + 1].lower in ("from", "by", "of"):
            rest = source[head + 2 :]
            phrase = phrases.starting_at(rest, 0)
            if phrase is not None:
                return self._phrase(rest, phrase.head, position, paragraph)
        return self._cast.described(
            self._head_words(source, head),
            position,
            paragraph,
            definite=source[0].lower not in _INDEFINITE,
            speaks=speaks,
        )
