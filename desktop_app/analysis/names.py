"""Names in a text: capitalised runs, told apart into people, organisations, governments, places and bare offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.bodies import is_counted, owned_body_end, words_of
from desktop_app.analysis.offices import age_after, description_before, gender_of, joined, role_after, role_before
from desktop_app.analysis.sentences import Token
from desktop_app.analysis.titles import after_title
from desktop_app.domain.spans import Span

_JOINERS = frozenset({"of", "for", "and", "the", "&"})
_LOCATIVE = frozenset(
    {
        "of",
        "in",
        "at",
        "near",
        "from",
        "across",
        "outside",
        "inside",
        "around",
        "to",
        "through",
        "toward",
        "towards",
        "into",
        "via",
    }
)
_LETTERS = frozenset(
    {"BL", "SC", "QC", "KC", "MP", "MSP", "MEP", "TD", "PhD", "MD", "OBE", "CBE", "MBE", "Esq", "Esq."}
)
_OPENS_CLAUSE = frozenset({"when", "while", "because", "but", "if", "although", "that", "after", "before", "as"})
_HIRED = frozenset(
    {
        "executive",
        "executives",
        "employee",
        "employees",
        "shares",
        "ceo",
        "officer",
    }
)
_JOINED_BODIES = frozenset(
    {
        *("Commission", "Administration", "Agency", "Authority", "Bureau", "Institute", "Service", "Services"),
        *("Department", "Ministry", "Society", "Association", "Corporation", "Board", "Council", "Committee", "Union"),
        *("Federation", "Fund", "Trust", "Office", "Company", "Affairs"),
    }
)
_MINISTERS = frozenset({"minister", "secretary", "undersecretary", "commissioner"})
"""Who has a portfolio behind “for”."""
_LOCAL = frozenset({"City", "County", "District", "State", "Town"})
MAX_RUN = 12
PERSON, ORGANISATION, GOVERNMENT, PLACE, OFFICE, SINGLE, FAMILY = (
    "person",
    "organisation",
    "government",
    "place",
    "office",
    "single",
    "family",
)


@dataclass(slots=True)
class Name:
    """One place where a name stands. `core` is the name without honorific and role."""

    span: Span
    core: tuple[str, ...]
    core_span: Span
    kind: str
    first: int  # index of its first and last token within its paragraph
    last: int
    gender: str = "u"
    honorific: str = ""
    role: str = ""
    age: str = ""
    paragraph: int = 0
    quoted: bool = False
    owner: bool = False
    """Followed by a possessive."""
    subject: bool = False
    """Opens a sentence or stands before a verb."""
    after_the: bool = False
    opening: bool = False
    """Stands where any word has a capital."""
    acts: bool = False
    """A verb stands behind it."""
    company: bool = False
    """The words beside it tell that it is an organisation."""
    listed: bool = False
    """Stands behind another name and “and”."""
    nicknames: tuple[str, ...] = field(default=())


def find_names(tokens: Sequence[Token], starts: frozenset[int], common: frozenset[str], paragraph: int) -> list[Name]:
    """The names of one paragraph. `starts`: indices of tokens that open a sentence or stretch of speech, where a capital says
    nothing; `common`: words that the text also writes without a capital."""
    found: list[Name] = []
    place = 0
    while place < len(tokens):
        if not _may_begin(tokens, place, place in starts, common):
            place += 1
            continue
        last = _run_end(tokens, place)
        body = owned_body_end(tokens, place, last)
        last = last if body is None else body
        name = _parsed(tokens, place, last, paragraph) if body is None else _body(tokens, place, last, paragraph)
        if name is not None:
            _add_context(tokens, name, place in starts)
            if found and _is_paired(tokens, found[-1], name):
                name.listed = True
                name.subject = found[-1].subject  # “Ann Lee and Bo Marsh met”: neither is nearer than the other
            found.append(name)
        place = last + 1
    return found


def named(tokens: Sequence[Token], first: int, last: int, paragraph: int) -> Name | None:
    """The name that tokens [first, last] are, whatever they look like; None for a bare office."""
    name = _parsed(tokens, first, last, paragraph)
    if name is None or not name.core:
        return None
    _add_context(tokens, name, opening=False)
    name.subject = name.acts = True
    return name


def _body(tokens: Sequence[Token], first: int, last: int, paragraph: int) -> Name:
    span = Span(tokens[first].start, tokens[last].end)
    return Name(span, words_of(tokens, first, last), span, ORGANISATION, first, last, paragraph=paragraph)


def _is_paired(tokens: Sequence[Token], one: Name, other: Name) -> bool:
    return other.first - one.last == 2 and tokens[one.last + 1].lower in ("and", "&")


def _may_begin(tokens: Sequence[Token], place: int, opening: bool, common: frozenset[str]) -> bool:
    token = tokens[place]
    if not token.is_word or not token.is_capital or token.text == "I" or token.text[:2] in ("I'", "I’"):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.text in ("No", "No.") and following is not None and is_counted(token, following):
        return True  # “No 10”
    if opening and token.lower in lexicon.words("opener"):
        return False  # “Tell Gil …”
    if token.text in lexicon.words("month"):
        return (
            following is not None
            and following.is_capital
            and bool(lexicon.given_gender(token.text))
            and following.is_word
            and not (place and tokens[place - 1].lower in lexicon.words("preposition"))  # “in June Hale said”
        )
    if token.text in lexicon.honorifics() or token.text in lexicon.governments():
        return True
    if token.text in lexicon.words("abbreviation") and not lexicon.given_gender(token.text):
        return False  # “Fla.”, but “Ma. Theresa”
    if (
        token.lower in lexicon.words("particle")
        and following is not None
        and following.lower in lexicon.words("particle")
    ):
        return True  # “De la Vega said”
    if token.text == "New" and following is not None and following.text in lexicon.organisations("new_place"):
        return True
    joined = following is not None and following.is_word and following.is_capital and following.start - token.end == 1
    if opening and token.lower in _MINISTERS and place + 2 < len(tokens) and _is_ministry(tokens[place : place + 2]):
        return tokens[place + 2].is_capital
    if opening and (token.lower in lexicon.words("function") or token.lower in common):
        part_of_title = token.lower in lexicon.roles("modifier") or token.lower in lexicon.person_nouns()
        known = (
            bool(lexicon.given_gender(token.text)) or token.text in lexicon.organisations("demonym") or part_of_title
        )
        body = joined and tokens[_run_end(tokens, place)].text in lexicon.organisations("word")
        return (joined and known) or (body and token.lower not in lexicon.words("function"))
    return token.lower not in lexicon.words("function") or (joined and bool(lexicon.given_gender(token.text)))


def _run_end(tokens: Sequence[Token], place: int) -> int:
    """Index of the last token of the run that begins at `place`."""
    last = place
    while last + 1 < len(tokens) and last - place < MAX_RUN:
        following = tokens[last + 1]
        gap = following.start - tokens[last].end
        if gap > 1 or following.text in lexicon.words("month"):
            break
        if is_counted(tokens[last], following):
            last += 1
            continue
        if _is_nickname(tokens, last + 1):
            last = _after_nickname(tokens, last + 1)
            continue
        if following.is_word and following.is_capital and gap == 1:
            last += 1
            continue
        skip = _joined_through(tokens, place, last)
        if skip is None:
            break
        last = skip
    return last


def _joined_through(tokens: Sequence[Token], place: int, last: int) -> int | None:
    """The capitalised word behind particles (“van der”) or, in organisations and offices, behind “of” and its like."""
    if tokens[last + 1].lower in ("and", "&") and _is_portfolio(tokens, place, last):
        return last + 2
    if tokens[last + 1].text in ("&", "and") and _is_firm(tokens, place, last):
        return last + 2
    ahead = last + 1
    while (
        ahead < len(tokens)
        and ahead - last <= 3
        and tokens[ahead].lower in lexicon.words("particle")
        and tokens[ahead].is_word
    ):
        ahead += 1
    if ahead > last + 1 and ahead < len(tokens) and tokens[ahead].is_capital and tokens[ahead].is_word:
        return ahead
    ahead = last + 1
    if tokens[ahead].lower not in _JOINERS:
        return None
    while ahead < len(tokens) and ahead - last <= 2 and tokens[ahead].lower in _JOINERS:
        ahead += 1
    if ahead >= len(tokens) or not tokens[ahead].is_capital or not tokens[ahead].is_word:
        return None
    head = tokens[last].text
    peer = (
        tokens[last + 1].lower == "of"
        and ahead == last + 2
        and last == place + 1
        and tokens[place].text in ("Lord", "Lady", "Baroness", "Baron")
    )
    office = head.lower() in lexicon.person_nouns() and tokens[ahead].text in lexicon.roles("of_complement")
    minister = head.lower() in _MINISTERS and tokens[last + 1].lower in ("for", "of")
    ruled = any(token.lower in lexicon.person_nouns() for token in tokens[place:last])
    state = head == "State" and ruled and tokens[last + 1].lower == "for"
    portfolios = tokens[last + 1].lower == "and" and last - 2 >= place and _is_ministry(tokens[last - 2 : last])
    joins_of = tokens[last + 1].lower in ("of", "for")
    body = joins_of and any(token.text in lexicon.organisations("word") for token in tokens[place : last + 1])
    titled = tokens[ahead].text in lexicon.honorifics() and ahead + 1 < len(tokens) and tokens[ahead + 1].is_capital
    body = body and not titled  # “a Bench of Justice Lee”
    pair = tokens[last + 1].lower in ("and", "&") and any(
        token.text in {"Ministry", "Department", "Office", "Institute", "Committee", "Commission", "Centre", "Center"}
        for token in tokens[place:last]
    )
    return ahead if office or minister or state or portfolios or body or pair or peer else None


def _is_ministry(tokens: Sequence[Token]) -> bool:
    """The “Minister for” of “Minister for Roads and Drains”."""
    return tokens[0].lower in _MINISTERS and tokens[1].lower in ("for", "of")


def _is_portfolio(tokens: Sequence[Token], place: int, last: int) -> bool:
    """“Energy [and Mines] Minister Ann Lee”: two subjects of one office."""
    if last != place or last + 4 >= len(tokens) or lexicon.given_gender(tokens[place].text):
        return False
    return (
        tokens[last + 2].is_capital
        and tokens[last + 3].lower in lexicon.person_nouns()
        and tokens[last + 3].is_capital
        and tokens[last + 4].is_capital
    )


def _is_firm(tokens: Sequence[Token], place: int, last: int) -> bool:
    """“Thorne & Keel”, “the Seeds and Soils Commission”: one body, though its words are joined."""
    if last + 2 >= len(tokens) or not tokens[last + 2].is_word or not tokens[last + 2].is_capital:
        return False
    if tokens[last + 1].text == "&":
        titled = any(token.text in lexicon.honorifics() for token in (*tokens[place : last + 1], tokens[last + 2]))
        return not titled and not (place == last and lexicon.given_gender(tokens[place].text))
    if place != last or place == 0 or tokens[place - 1].lower != "the" or last + 3 >= len(tokens):
        return False
    return tokens[last + 3].text in _JOINED_BODIES and tokens[last + 2].text not in _LOCAL


def _is_nickname(tokens: Sequence[Token], place: int) -> bool:
    """Robert “Bob” Hale: a short stretch in marks or brackets between capitalised words."""
    return _after_nickname(tokens, place) > place


def _after_nickname(tokens: Sequence[Token], place: int) -> int:
    if tokens[place].text not in ("“", '"', "‘", "'", "«"):
        return place
    for ahead in range(place + 2, min(place + 5, len(tokens) - 1)):
        if tokens[ahead].text in ("”", '"', "’", "'", "»"):
            following = tokens[ahead + 1]
            inside_capital = tokens[place + 1].is_capital
            adjacent = following.is_word and following.is_capital and following.start - tokens[ahead].end == 1
            plain = following.lower not in lexicon.words("function")
            return ahead + 1 if adjacent and inside_capital and plain and tokens[place - 1].is_capital else place
    return place


def _parsed(tokens: Sequence[Token], first: int, last: int, paragraph: int) -> Name | None:
    while (
        first < last
        and tokens[first].lower in lexicon.words("function")
        and not lexicon.given_gender(tokens[first].text)
        and not is_counted(tokens[first], tokens[first + 1])
        and not (tokens[first].text == "New" and tokens[first + 1].text in lexicon.organisations("new_place"))
    ):
        first += 1
    while first < last and (
        tokens[first].text in ("Former", "Ex", "Then")
        or tokens[first].text.endswith(("-based", "-owned", "-backed", "-led"))
    ):
        if tokens[first + 1].lower in lexicon.person_nouns() | lexicon.roles("modifier"):
            break
        if any(
            token.text in lexicon.honorifics() or token.lower in lexicon.person_nouns() for token in tokens[first:last]
        ):
            break
        first += 1  # “Former Lund advisers”
    if _is_bare_office(tokens, first, last):
        return _office(tokens, first, last, paragraph)
    core_first, honorific, has_role = after_title(tokens, first, last)
    span = Span(tokens[first].start, tokens[last].end)
    nicknames = _nicknames(tokens, core_first, last)
    firm = any(token.text == "&" for token in tokens[core_first : last + 1])
    core = tuple(
        token.text
        for token in tokens[core_first : last + 1]
        if (token.is_word or token.text == "&") and token.text not in nicknames
    )
    if core in (("Mr",), ("Mrs",), ("Ms",)):
        return None
    if not core:
        return _office(tokens, first, last, paragraph)
    if "of" in core[1:] and honorific in ("Lord", "Lady", "Baroness"):
        core = (honorific, *core)
    while len(core) > 2 and core[-1] in _LETTERS:
        core = core[:-1]
    role = " ".join(
        token.text
        for token in tokens[first:core_first]
        if token.text != honorific or (lexicon.honorifics()[honorific] == "u" and token.lower in lexicon.person_nouns())
    ).strip()
    if honorific and tokens[first].text not in lexicon.honorifics() and core_first - first > 1:
        role = joined(tokens[first:core_first])  # “Texas Sen.”
    name = Name(span, core, Span(tokens[core_first].start, tokens[last].end), "", first, last, paragraph=paragraph)
    name.honorific, name.nicknames = honorific, nicknames
    name.role = role if has_role else ""
    name.kind = ORGANISATION if firm else _kind(core, bool(honorific) or has_role)
    gender = lexicon.honorifics().get(honorific, "u")
    name.gender = gender if gender != "u" else (lexicon.given_gender(core[0]) or "u") if len(core) > 1 else "u"
    if role and gender == "u":
        head = role.split()[-1].lower()
        name.gender = "f" if head in lexicon.roles("f") else "m" if head in lexicon.roles("m") else name.gender
    return name


def _is_bare_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """“the Cabinet Secretary”, “the Clare TD”, “the Finn”: an office, though its first word may begin the name of a body."""
    if first == 0 or tokens[first - 1].lower not in ("the", "a", "an"):
        return False
    if first == last:
        return tokens[first].lower in lexicon.person_nouns() and bool(lexicon.given_gender(tokens[first].text))
    named = any(lexicon.given_gender(token.text) for token in tokens[first:last])
    if tokens[last].lower in lexicon.roles("high_office") and (not named or tokens[last].text.isupper()):
        return True
    bodies = lexicon.organisations("word") | lexicon.roles("of_complement")
    plain = lexicon.roles("modifier") | lexicon.roles("institution")
    return tokens[last].lower in lexicon.person_nouns() and all(
        token.text in bodies or token.lower in plain for token in tokens[first:last]
    )


def _office(tokens: Sequence[Token], first: int, last: int, paragraph: int) -> Name:
    span = Span(tokens[first].start, tokens[last].end)
    role = " ".join(token.text for token in tokens[first : last + 1])
    return Name(span, (), span, OFFICE, first, last, paragraph=paragraph, role=role)


def _nicknames(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    marks = [place for place in range(first, last + 1) if tokens[place].text in "“\"‘'«”’»"]
    return tuple(token.text for token in tokens[marks[0] : marks[-1]] if token.is_word) if len(marks) > 1 else ()


def _kind(core: tuple[str, ...], titled: bool) -> str:
    whole = " ".join(core)
    if whole in lexicon.governments() and not titled:
        return GOVERNMENT
    if titled:
        return PERSON
    given = bool(lexicon.given_gender(core[0]))
    if whole in lexicon.organisations("known"):
        return ORGANISATION
    if len(core) > 1 and not (given and len(core) == 2):
        if any(word in lexicon.organisations("word") for word in core):
            return ORGANISATION
        if core[-1] in lexicon.organisations("place") or core[0] in lexicon.organisations("place"):
            return PLACE
    if any(word in lexicon.organisations("known_place") for word in core) and not given:
        return PLACE
    if len(core) == 1:
        return _kind_of_one(core[0])
    if all(word.isupper() and len(word) > 1 for word in core) or (
        core[-1] in lexicon.organisations("demonym") and not given
    ):
        return PLACE
    words = [word for word in core if word.lower() not in lexicon.words("particle")]
    return PERSON if given or len(words) <= 4 else ORGANISATION


def _kind_of_one(word: str) -> str:
    demonyms = lexicon.organisations("demonym")
    if word in lexicon.organisations("word"):
        return ORGANISATION
    if word in demonyms:
        return PLACE
    if word.endswith("s") and word[:-1] in demonyms:
        return FAMILY
    return ORGANISATION if word.isupper() and len(word) > 1 and word.isalpha() else SINGLE


def _is_listed(tokens: Sequence[Token], name: Name) -> bool:
    """“Ann Lee and Bo Marsh” rather than “the light went out and Bo Marsh …”."""
    return name.first < 2 or tokens[name.first - 2].is_capital or not tokens[name.first - 2].is_word


def _is_main(tokens: Sequence[Token], first: int) -> bool:
    """“Rovers manager Ann Lee made …” rather than “… when Ann Lee made …”: only the words of a subject before the name."""
    for place in range(first - 1, max(-1, first - MAX_RUN), -1):
        if tokens[place].text in ".?!":
            return True
        if not tokens[place].is_word or tokens[place].lower in lexicon.words("function"):
            return False
    return first < MAX_RUN


def _is_company(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the words beside the name tell that it is no person: “a spokeswoman for Brint”, “Brint, which drills”."""
    after = [token.lower for token in tokens[name.last + 1 : name.last + 3]]
    if after[:2] == [",", "which"] or after[:1] == ["which"]:
        return True
    before = name.first - 1
    head = tokens[before - 1].lower if before > 0 else ""
    speaks = head in ("spokesman", "spokeswoman", "spokesperson") and len(name.core) > 1  # people have one, too
    return (
        before > 0
        and tokens[before].lower in ("for", "of", "at")
        and (speaks or head in _HIRED)
        and not lexicon.given_gender(name.core[0] if name.core else "")
    )


def _add_context(tokens: Sequence[Token], name: Name, opening: bool) -> None:
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    name.opening = opening
    name.owner = after is not None and (
        after.is_possessive or (after.text in ("’", "'") and tokens[name.last].text.endswith("s"))
    )
    name.after_the = before is not None and before.lower == "the"
    verb_follows = after is not None and (
        after.lower in lexicon.words("auxiliary") or after.lower in lexicon.speech_verbs()
    )
    clause = before is not None and (
        before.lower in _OPENS_CLAUSE or (before.lower == "and" and not _is_listed(tokens, name))
    )
    name.subject = not name.owner and (opening or verb_follows or clause or name.first == 0)
    name.acts = verb_follows or (
        after is not None and not after.is_capital and (after.lower.endswith("ed") or after.lower in phrases.PAST)
    )
    if before is not None and before.lower in ("for", "of", "with") and not opening:
        name.subject = False  # “a spokesman for Hale said”
    described = after is not None and not after.is_capital and after.lower in lexicon.person_nouns()
    name.subject = (
        name.subject or (name.acts and not name.owner and _is_main(tokens, name.first))
    ) and not described  # “former George Lund speechwriter Noam Hale”
    name.company = _is_company(tokens, name)
    given = bool(name.core) and bool(lexicon.given_gender(name.core[0]))
    if name.kind in (PERSON, SINGLE) and not given and not name.honorific and not name.role and before is not None:
        if before.lower in _LOCATIVE and not (before.lower in ("to", "from") and name.kind == PERSON):
            name.kind = PLACE
        elif name.after_the and name.kind == PERSON:
            name.kind = ORGANISATION
    if given and name.kind == PERSON and before is not None and before.lower in ("in", "at", "across", "near", "along"):
        street = name.core[-1] in lexicon.organisations("place") and not name.honorific and not name.role
        name.kind = PLACE if street else name.kind
    ends = after is None or not after.is_word or verb_follows or after.lower in lexicon.words("preposition")
    if name.after_the and ends and name.kind == SINGLE and not name.honorific and not given:
        plural = name.core[0].endswith("s") and not name.core[0].endswith("ss") and "-" not in name.core[0]
        name.kind = FAMILY if plural else ORGANISATION
    star = name.kind == PLACE and len(name.core) == 2 and before is not None and before.lower in lexicon.person_nouns()
    if name.kind in (PERSON, SINGLE) or star:
        role = role_before(tokens, name.first)
        if not role:
            name.age = age_after(tokens, name.last)
            role = role_after(tokens, name.last)
        if role and not (name.role and name.kind == PERSON and len(name.role) >= len(role)):
            name.role = role
            name.kind = PERSON
            opened = description_before(tokens, name.first)
            opens = opened is not None and (opened[0] == 0 or not tokens[opened[0] - 1].is_word)
            name.subject = name.subject or (opens and not name.owner)  # “Hale’s husband, Martin Hale, was less sure”
            present = after is not None and after.lower[-1:] == "s" and after.lower not in lexicon.roles("group")
            name.subject = name.subject or (
                present and not name.owner and len(name.core) > 1
            )  # “owner Ann Lee keeps a jar”
        if name.gender == "u":
            name.gender = gender_of(name.role)
