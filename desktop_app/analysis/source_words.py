"""What the words around a description tell: whose it is, where it ends, and who is described without being a source."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.sentences import Token

ARTICLES = frozenset({"the", "a", "an", "another", "his", "her", "their", "its"})
_AUXILIARIES = frozenset({"has", "had", "have", "been"})
_STILL = frozenset({"also", "still", "now", "once", "then", "later"})
_CLAUSE = 24
"""Tokens of a relative clause that are looked at."""
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
    """The words as they stand in the text, on one line, up to a comma or relative clause; not the “’s” behind the last of them."""
    text = ""
    if len(tokens) > 1 and tokens[-1].is_possessive:
        tokens = tokens[:-1]
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


def told_role(tokens: Sequence[Token], before: int) -> str:
    """“She [is the last lighthouse keeper on this coast]”, “who [is also the town’s mayor]”: what the words behind `before` say
    that somebody is."""
    verb = before + 1
    while verb < len(tokens) and tokens[verb].lower in ("has", "had", "been"):
        verb += 1
    if verb + 2 >= len(tokens) or tokens[verb].lower not in ("is", "was"):
        return ""
    article = verb + 1 + (tokens[verb + 1].lower in _STILL)
    if tokens[article].lower not in ARTICLES:
        return ""
    for last in range(article + 1, min(article + 6, len(tokens))):
        if not tokens[last].is_word or tokens[last].lower in lexicon.words("preposition") | lexicon.words("clause"):
            return ""
        if tokens[last].lower in lexicon.person_nouns():
            owner = next((n for n in range(last, article, -1) if tokens[n].is_possessive), article)
            return " ".join(token.text for token in tokens[owner + 1 : last + 1])
    return ""


def told_roles(tokens: Sequence[Token], last: int) -> list[str]:
    """What a sentence says that somebody is or does whose name ends at index `last`: “Orme, 79, has owned the mill”: owner."""
    place = last + 1
    if (
        place + 2 < len(tokens)
        and [tokens[place].text, tokens[place + 2].text] == [",", ","]
        and tokens[place + 1].text.isdigit()
    ):
        place += 3
    elif place < len(tokens) and tokens[place].text == ",":
        place += 1
    relative = place < len(tokens) and tokens[place].lower == "who"
    if not relative and place != last + 1 and not tokens[place - 2].text.isdigit():
        return []
    found = [told_role(tokens, place if relative else place - 1)]
    verb = place + relative
    while verb < len(tokens) and tokens[verb].lower in _AUXILIARIES | _STILL:
        verb += 1
    acting = verb + 1 < len(tokens) and tokens[verb + 1].lower in ARTICLES | {"for", "at", "in", "on", "with"}
    if acting:
        found.append(lexicon.doing().get(tokens[verb].lower, ""))
    if relative:
        ands = [
            n for n in range(verb, min(verb + _CLAUSE, len(tokens))) if tokens[n].lower == "and" and tokens[n].quote < 0
        ]
        found += [told_role(tokens, n) for n in ands]
    return [role for role in found if role]


def find_groups(tokens: Sequence[Sequence[Token]]) -> dict[int, list[str]]:
    """Where a group has its country before it: “Chinese counterparts”, “U.S. officials”."""
    return {
        token.start: [part[place].text, token.text]
        for part in tokens
        for place, token in enumerate(part[1:])
        if token.lower in lexicon.roles("group")
        and (part[place].text in lexicon.organisations("demonym") or part[place].text in lexicon.governments())
    }
