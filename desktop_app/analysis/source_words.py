"""What the words around a description tell: whose it is, where it ends, and who is described without being a source."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.sentences import Token

ARTICLES = frozenset({"the", "a", "an", "another", "his", "her", "their", "its"})
_DESCRIBING = frozenset({"is", "was", "as", "became", "be", "been", "being", "like", "not", "become"})


def without_clause(source: Sequence[Token], head: int) -> list[Token]:
    """“the report [its class delivered this month]”, “a poll [taken after the move]”: up to where a clause begins."""
    prepositions = lexicon.words("preposition")
    for place in range(head + 1, len(source)):
        token = source[place]
        if token.lower in prepositions and not token.lower.endswith("ing"):
            continue
        opens = token.lower in lexicon.words("pronoun") or token.lower in phrases.PAST or token.lower.endswith("ed")
        owned = source[place - 1].lower not in prepositions and token.lower in lexicon.words("determiner")
        if opens or owned:
            return list(source[:place])
    return list(source)


def owner_words(source: Sequence[Token], head: int) -> frozenset[str]:
    """“dorval” of “Dorval’s chairman”."""
    mark = next((place for place in range(head) if source[place].is_possessive), 0)
    return frozenset(token.lower for token in source[:mark] if token.is_capital and token.lower != "the")


def spelled(tokens: Sequence[Token]) -> str:
    """The words as they stand in the text, on one line, up to a comma or relative clause."""
    text = ""
    for place, token in enumerate(tokens):
        if token.text == "," or (token.lower in ("who", "which") and place):
            break
        text += (" " if text and token.start > tokens[place - 1].end else "") + token.text
    return text


def find_offices(tokens: Sequence[Sequence[Token]]) -> dict[int, tuple[list[str], str, int]]:
    """Where a description of somebody opens a sentence or clause: its words up to the person, its article, its end."""
    found: dict[int, tuple[list[str], str, int]] = {}
    for part in tokens:
        for place, token in enumerate(part):
            if token.quote >= 0 or token.lower not in ARTICLES:
                continue
            opens = lexicon.words("clause") | {"where"}
            if place and part[place - 1].is_word and part[place - 1].lower not in opens:
                continue
            for last in range(place + 1, min(place + 5, len(part) - 1)):
                nation = part[last].text in lexicon.organisations("demonym")
                if not part[last].is_word or (part[last].is_capital and not nation) or part[last].is_possessive:
                    break
                if part[last].lower in lexicon.person_nouns() and (token.text == "The" or acts(part[last + 1])):
                    found[token.start] = ([one.text for one in part[place + 1 : last + 1]], token.text, part[last].end)
                    break
    return found


def acts(token: Token) -> bool:
    """Whether the word may be what somebody does."""
    return token.lower in lexicon.words("auxiliary") | phrases.PAST or (
        not token.is_capital and token.lower.endswith("ed")
    )


def find_strangers(tokens: Sequence[Sequence[Token]]) -> dict[str, int]:
    """“A fisherman stood at the door”: nouns for somebody whom the text brings in without a name, and where."""
    found: dict[str, int] = {}
    for part in tokens:
        for place, token in enumerate(part):
            if token.quote >= 0 or token.lower not in ("a", "an", "another"):
                continue
            if place and (part[place - 1].lower in _DESCRIBING or part[place - 1].text in ",—–("):
                continue  # says what somebody is who was named
            for last in range(place + 1, min(place + 5, len(part))):
                if not part[last].is_word or part[last].is_capital:
                    break
                if part[last].lower in lexicon.person_nouns():
                    found.setdefault(part[last].lower, token.start)
                    break
    return found


def told_role(tokens: Sequence[Token], pronoun: int) -> str:
    """“She is the last lighthouse keeper on this coast”: last lighthouse keeper."""
    if pronoun + 3 >= len(tokens) or tokens[pronoun + 1].lower not in ("is", "was"):
        return ""
    if tokens[pronoun + 2].lower not in ("a", "an", "the"):
        return ""
    for last in range(pronoun + 3, min(pronoun + 8, len(tokens))):
        if not tokens[last].is_word or tokens[last].lower in lexicon.words("preposition") | lexicon.words("clause"):
            return ""
        if tokens[last].lower in lexicon.person_nouns():
            return " ".join(token.text for token in tokens[pronoun + 3 : last + 1])
    return ""


def find_groups(tokens: Sequence[Sequence[Token]]) -> dict[int, list[str]]:
    """Where a group has its country before it: “Chinese counterparts”, “U.S. officials”."""
    return {
        token.start: [part[place].text, token.text]
        for part in tokens
        for place, token in enumerate(part[1:])
        if token.lower in lexicon.roles("group")
        and (part[place].text in lexicon.organisations("demonym") or part[place].text in lexicon.governments())
    }
