"""Forms of address and offices at the beginning of a name: “Union Minister of State Ann Lee”, “Palace Press Officer Bo Marsh”."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon
from desktop_app.analysis.sentences import Token

_COURTESY = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss"})
_DEGREES = frozenset({"Dr", "Prof", "Sir", "Dame"})
_ADDRESSED = frozenset(
    {
        *("president", "speaker", "chair", "chairman", "chairwoman", "chairperson", "secretary", "justice", "minister"),
        *("mayor", "premier", "ambassador", "moderator", "registrar", "foreman"),
    }
)
"""Offices that are addressed with “Mr”: not “Mr King”, not “Ms Baker”."""


def after_title(tokens: Sequence[Token], first: int, last: int) -> tuple[int, str, bool]:
    """Index where the name proper begins, form of address, and whether an office stands before it. The index is beyond
    `last` where there is nothing but an office."""
    place, begins, honorific, has_role = first, first, "", False
    while place <= last:
        token = tokens[place]
        if _is_address(tokens, place, last):
            honorific, begins = honorific or token.text, place + 1
            has_role = has_role or token.lower in lexicon.person_nouns()
        elif begins == place == last and _is_surname(honorific, token):
            break
        elif _is_office(token):
            has_role, begins = True, place + 1
        elif token.lower in ("of", "for", "the", "and") and begins == place and has_role:
            place = _end_of_portfolio(tokens, place, last)
            begins = place + 1
        elif not _is_part_of_title(token, is_first=place == first):
            break
        place += 1
    if begins > last and (last == first and bool(lexicon.given_gender(tokens[first].text))):
        return first, "", False
    if begins <= last:
        inner = _inner_title(tokens, begins, last)
        if inner is not None:
            office = tokens[inner].text
            return _behind_office(tokens, inner, last), office if office in lexicon.honorifics() else honorific, True
    plain = not honorific or (begins == last and honorific not in _COURTESY)
    if begins <= last and tokens[last].text in lexicon.organisations("word") and begins > first and plain:
        return first, "", False  # “General Electric Company”, “King County Council”, “Justice Department”
    return begins, honorific, has_role


def _behind_office(tokens: Sequence[Token], office: int, last: int) -> int:
    """Index where the name behind an office begins: “Union Minister of State Ann Lee”; beyond `last` where none follows, as
    in “Assembly Member for East Tarn”."""
    behind = office + 1
    while tokens[behind].lower in ("of", "for"):
        if behind + 2 >= last:
            return last + 1
        behind = _end_of_portfolio(tokens, behind, last) + 1
        if behind > last:
            break
    return behind


def _is_office(token: Token) -> bool:
    """“Mayor”, “Ex-footballer”."""
    return token.lower in lexicon.person_nouns() or (
        "-" in token.text and token.lower.split("-")[-1] in lexicon.person_nouns()
    )


def _is_part_of_title(token: Token, *, is_first: bool) -> bool:
    """“Deputy”, “French”: a word before an office."""
    return (
        token.lower in lexicon.roles("modifier")
        or token.text in lexicon.organisations("demonym")
        or (is_first and token.text in lexicon.governments())
    )


def _is_surname(honorific: str, token: Token) -> bool:
    """“King” of “Mr King”."""
    return honorific in _COURTESY and token.lower not in _ADDRESSED


def _end_of_portfolio(tokens: Sequence[Token], place: int, last: int) -> int:
    """Index of the last word of the “of State”, “for Provincial Affairs” that begins at `place`."""
    while place < last and not tokens[place].is_capital:
        place += 1
    while place < last:
        following = tokens[place + 1]
        joined_on = following.lower in ("and", "&") and place + 2 <= last
        subject = following.text in lexicon.roles("portfolio") or following.lower in lexicon.roles("modifier")
        if not (joined_on or (subject and not lexicon.given_gender(following.text))):
            break
        place += 2 if joined_on else 1
    return place


def _is_address(tokens: Sequence[Token], place: int, last: int) -> bool:
    """A form of address, but not the given name in “Don Hale”."""
    token = tokens[place]
    given = place == last - 1 and bool(lexicon.given_gender(token.text))
    if token.text == "Tan" and tokens[place + 1 : place + 2] and tokens[place + 1].text != "Sri":
        return False  # a family name
    return token.text in lexicon.honorifics() and not given and (place < last or token.text.endswith("."))


def _inner_title(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Index of the office within “Texas Sen. Ted Ruiz”, “Senate Majority Leader Mitch Hale”: all before it belongs to it."""
    for place in range(last - 1, first, -1):
        token, following = tokens[place], tokens[place + 1]
        if not following.is_word or not token.is_word:
            continue
        abbreviated = token.text in lexicon.honorifics() and (
            (token.text.endswith(".") and token.text != "St.") or token.text in _COURTESY or token.text in _DEGREES
        )
        office = token.lower in lexicon.person_nouns() and place + 2 <= last
        titles = lexicon.roles("high_office") | lexicon.roles("title_office")
        plain = lexicon.given_gender(following.text) or (
            token.lower in titles and tokens[last].text not in lexicon.organisations("word")
        )
        if abbreviated or (office and plain):
            return place
    return None
