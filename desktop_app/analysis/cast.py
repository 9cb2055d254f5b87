"""The people, organisations and governments of one article: names joined into characters, and words resolved to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.analysis import lexicon, names
from desktop_app.analysis.names import Name
from desktop_app.domain.findings import MentionKind, SpeakerKind
from desktop_app.domain.spans import Span

_RANKS = {
    "Sgt": "sergeant",
    "Sgt.": "sergeant",
    "Sergeant": "sergeant",
    "Judge": "judge",
    "Justice": "judge",
    "Sen.": "senator",
    "Rep.": "representative",
    "Gov.": "governor",
    "Gen.": "general",
    "Gen": "general",
    "Capt.": "captain",
    "Capt": "captain",
    "Col.": "colonel",
    "Lt.": "lieutenant",
    "Dr": "doctor",
    "Dr.": "doctor",
    "Prof": "professor",
    "Prof.": "professor",
    "Professor": "professor",
    "Rev": "priest",
    "Rev.": "priest",
    "Insp": "inspector",
    "Supt": "superintendent",
    "Cllr": "councillor",
    "Cllr.": "councillor",
    "Bishop": "bishop",
    "Cardinal": "cardinal",
    "Rabbi": "rabbi",
    "Imam": "imam",
}
_SECRETIVE = frozenset(
    {
        "officials",
        "people",
        "sources",
        "aides",
        "diplomats",
        "executives",
        "insiders",
        "advisers",
        "advisors",
        "staffers",
    }
)
MEMORY = 60  # how many earlier mentions a pronoun may look back over


@dataclass(slots=True, eq=False)
class Character:
    """Somebody or something that may speak."""

    kind: SpeakerKind
    name: str
    gender: str = "u"
    plural: bool = False
    government: bool = False
    roles: list[str] = field(default_factory=list)
    ages: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    mentions: dict[Span, MentionKind] = field(default_factory=dict)
    first: int = 0
    place: bool = False
    """A town or region: it speaks only where the text makes it the source."""
    described: bool = False
    """Has no name, only what the text calls it."""
    leaning: str = ""
    """What the ending of an unknown given name suggests: f or m."""
    weak: bool = False
    """One capitalised word and nothing that tells a person."""
    ranks: set[str] = field(default_factory=set)
    """What a form of address says: Sgt → sergeant."""
    given: str = ""
    surname: str = ""

    def add_role(self, role: str) -> None:
        role = role.strip()
        if role and role.lower() not in (known.lower() for known in self.roles):
            self.roles.append(role)

    def role_words(self) -> set[str]:
        return {word.lower() for role in self.roles for word in role.split()}

    def role_heads(self) -> set[str]:
        return {head for role in self.roles for head in _heads(role)} | self.ranks


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a phrase means, how sure that is (0..1), and by which rule."""

    character: Character | None
    confidence: float
    rule: str


def _heads(role: str) -> set[str]:
    """“top U.S. diplomat for Asia” → {diplomat}; “Secretary of State” → {secretary, secretary-of-state}."""
    found: set[str] = set()
    for part in role.lower().replace(",", " and ").split(" and "):
        words = part.split()
        head = next((n for n, word in enumerate(words) if word in lexicon.words("preposition")), len(words))
        if head and words:
            found.add(words[head - 1])
            if head > 1:
                found.add("-".join(words[head - 2 : head]))
            if "of" in words and words[: head + 2][-1] in ("state",):
                found.add("secretary-of-state")
    return found


def _is_full(name: Name) -> bool:
    """A given name and a surname, not “Van der Hoek” alone."""
    return len(name.core) > 1 and name.core[0].lower() not in lexicon.words("particle")


def _is_somebody(head: str) -> bool:
    """Whether a noun means a person, a body of people or a text that speaks, rather than a thing."""
    return (
        head in lexicon.person_nouns()
        or head in lexicon.roles("kin")
        or head in lexicon.roles("group")
        or head in lexicon.words("document")
        or head.split("-")[-1] in lexicon.person_nouns()
        or head
        in (
            "person",
            "people",
            "someone",
            "individual",
            "insider",
            "source",
            "fan",
            "teenager",
            "side",
            "voice",
            "body",
            "old",
            "minutes",
            "figure",
            "expert",
        )
        or head.endswith(("-year-old", "woman", "man", "ist", "ologist"))
    )


@dataclass(slots=True)
class _Seen:
    position: int
    paragraph: int
    character: Character
    weight: float


class Cast:
    """Characters of one article. Names come first, all at once; then `look` and `resolve_*` go through the text in order."""

    def __init__(self, found: Sequence[Name]) -> None:
        self.characters: list[Character] = []
        self.by_name: dict[Span, Character] = {}
        self._full: dict[tuple[str, str], Character] = {}
        self._by_last: dict[str, list[Character]] = defaultdict(list)
        self._by_first: dict[str, list[Character]] = defaultdict(list)
        self._organisations: dict[str, Character] = {}
        self._described: dict[str, Character] = {}
        self._seen: list[_Seen] = []
        self._join(found)
        self._by_office: dict[str, list[Character]] = defaultdict(list)
        for one in self.characters:
            for head in one.role_heads() if one.kind is SpeakerKind.PERSON else ():
                self._by_office[head].append(one)

    # Names → characters

    def _join(self, found: Sequence[Name]) -> None:
        people = [name for name in found if name.kind == names.PERSON and _is_full(name)]
        for name in people:
            self._add_full(name)
        for name in found:
            if name.kind in (names.ORGANISATION, names.GOVERNMENT, names.PLACE):
                character = (
                    self._person_with(name, exact=True)
                    if len(name.core) == 1 and name.kind != names.GOVERNMENT
                    else None
                )
                self._bind(name, character or self._body(name))
        latest: dict[str, Character] = {}
        for name in found:
            if name.kind == names.PERSON and _is_full(name):
                latest[name.core[-1]] = self.by_name[name.span]
            elif name.kind in (names.PERSON, names.SINGLE):
                self._bind(name, self._single(name, latest))
                latest[name.core[-1]] = self.by_name[name.span]
        self._join_acronyms()

    def _add_full(self, name: Name) -> None:
        core = [word for word in name.core if not (len(word) <= 2 and word.endswith("."))] or list(name.core)
        suffix = {"Jr.", "Sr.", "II", "III", "IV"}
        while len(core) > 1 and core[-1] in suffix:
            core.pop()
        key = (core[0], core[-1])
        character = self._full.get(key)
        if character is None:
            character = Character(
                SpeakerKind.PERSON, " ".join(name.core), first=name.span.start, given=core[0], surname=core[-1]
            )
            self._full[key] = character
            known = lexicon.given_gender(core[0])
            character.leaning = "" if known else {"a": "f", "o": "m"}.get(core[0][-1], "")
            character.weak = not (lexicon.given_gender(core[0]) or name.honorific or name.role or name.age)
            self.characters.append(character)
            self._by_last[core[-1]].append(character)
            self._by_first[core[0]].append(character)
            if len(core) > 2:
                self._by_last[" ".join(core[1:]).lower()].append(character)
                if core[-2].lower() not in lexicon.words("particle") and core[1].lower() in lexicon.words("particle"):
                    self._by_last[" ".join(core[1:-1]).lower()].append(
                        character
                    )  # “de la Vega” of “de la Vega Castellanos”
            for nickname in name.nicknames:
                self._by_first[nickname].append(character)
        if len(" ".join(name.core)) > len(character.name):
            character.name = " ".join(name.core)
        self._bind(name, character)

    def _bind(self, name: Name, character: Character) -> None:
        self.by_name[name.span] = character
        character.forms[" ".join(name.core) if name.core else name.role] += 1
        if name.honorific:
            character.forms[f"{name.honorific} {' '.join(name.core)}"] += 1
        if name.gender != "u" and character.gender == "u":
            character.gender = name.gender
        if name.role:
            character.add_role(name.role)
        alone = name.core == (character.surname,) and bool(character.given)
        if name.honorific or name.role or name.age or alone:
            character.weak = False
        if name.honorific in _RANKS:
            character.ranks.add(_RANKS[name.honorific])
        if name.age:
            character.ages.add(name.age)

    def _person_with(self, name: Name, *, exact: bool = False) -> Character | None:
        """The one person whose surname (or given name) this is."""
        whole = " ".join(name.core)
        candidates = self._by_last.get(whole) or ([] if exact and len(name.core) > 1 else self._by_first.get(whole, []))
        fitting = [one for one in candidates if name.gender == "u" or one.gender in ("u", name.gender)]
        return fitting[0] if len(fitting) == 1 else None

    def _single(self, name: Name, latest: dict[str, Character]) -> Character:
        word = name.core[-1]
        candidates = list(self._by_last.get(" ".join(name.core).lower(), [])) or list(self._by_last.get(word, []))
        candidates = candidates or self._by_first.get(word, [])
        fitting = [one for one in candidates if name.gender == "u" or one.gender in ("u", name.gender)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            recent = latest.get(word)
            return recent if recent in fitting else fitting[0]
        known = self._organisations.get(word)
        if known is not None and not name.honorific:
            return known
        gender = name.gender if name.gender != "u" else (lexicon.given_gender(word) or "u")
        weak = name.kind == names.SINGLE and not name.role and not lexicon.given_gender(word)
        character = Character(
            SpeakerKind.PERSON, " ".join(name.core), gender=gender, first=name.span.start, surname=word, weak=weak
        )
        self.characters.append(character)
        self._by_last[word].append(character)
        return character

    def _body(self, name: Name) -> Character:
        whole = " ".join(name.core)
        country = lexicon.governments().get(whole, "") if name.kind == names.GOVERNMENT else ""
        key = country or whole
        character = self._organisations.get(key)
        if character is None:
            character = Character(SpeakerKind.ORGANISATION, whole, government=bool(country), first=name.span.start)
            character.place = name.kind == names.PLACE
            character.plural = name.core[-1].endswith("s") and name.kind == names.ORGANISATION
            self._organisations[key] = character
            self.characters.append(character)
        return character

    def _join_acronyms(self) -> None:
        """WHO = World Health Organization, where both are in the text."""
        initials: dict[str, Character] = {}
        for key, character in self._organisations.items():
            words = key.split()
            if len(words) > 1:
                initials.setdefault("".join(word[0] for word in words if word[0].isupper()), character)
        for key in [key for key in self._organisations if key.isupper() and len(key) > 1 and key in initials]:
            short, long = self._organisations[key], initials[key]
            if short is long or short.government:
                continue
            for span, character in list(self.by_name.items()):
                if character is short:
                    self.by_name[span] = long
            long.forms.update(short.forms)
            self._organisations[key] = long
            self.characters.remove(short)

    def named(self, words: str) -> Character | None:
        """Whoever bears exactly this name: full name, surname, given name or organisation."""
        parts = words.split()
        if len(parts) > 1 and (parts[0], parts[-1]) in self._full:
            return self._full[parts[0], parts[-1]]
        found = self._by_last.get(words) or self._by_first.get(words) or []
        if len(found) == 1:
            return found[0]
        return self._organisations.get(words)

    # Going through the text

    def look(self, character: Character, position: int, paragraph: int, weight: float) -> None:
        """Somebody was named at `position` outside marks: 3 as a source, 2 as a subject, less elsewhere."""
        if character.place:
            return
        self._seen.append(_Seen(position, paragraph, character, weight))
        if len(self._seen) > 4 * MEMORY:
            del self._seen[: -2 * MEMORY]

    def _recent(self, position: int, paragraph: int) -> Iterable[tuple[_Seen, float]]:
        """Earlier mentions, the latest first, with how present each still is."""
        rank = 0
        for seen in reversed(self._seen[-MEMORY:]):
            if seen.position >= position:
                continue
            yield seen, seen.weight - 1.0 * (paragraph - seen.paragraph) - 0.12 * rank
            rank += 1

    def pronoun(self, word: str, position: int, paragraph: int) -> Resolved:
        """he, she, they, it: whoever was last spoken of as an actor, never a place."""
        if word in ("he", "she"):
            return self._gendered("m" if word == "he" else "f", position, paragraph)
        if word == "it":
            return self._best(position, paragraph, lambda one: one.kind is SpeakerKind.ORGANISATION and not one.plural)
        found = self._best(position, paragraph, lambda one: one.plural or one.kind is SpeakerKind.GROUP)
        if found.character is not None:
            return found
        return self._best(position, paragraph, lambda one: one.kind is SpeakerKind.ORGANISATION or one.gender == "u")

    def _gendered(self, gender: str, position: int, paragraph: int) -> Resolved:
        def fits(one: Character) -> bool:
            single = one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and not one.plural and not one.weak
            return single and one.gender in ("u", gender)

        found = self._best(position, paragraph, fits, gender)
        if found.character is not None and found.character.gender == "u" and found.confidence >= 0.8:
            found.character.gender = gender
        return found

    def _best(self, position: int, paragraph: int, fits: object, gender: str = "") -> Resolved:
        assert callable(fits)
        scores: dict[int, tuple[float, Character]] = {}
        for seen, presence in self._recent(position, paragraph):
            if not fits(seen.character):
                continue
            value = presence + (0.8 if gender and seen.character.gender == gender else 0.0)
            if gender and seen.character.gender == "u" and seen.character.leaning:
                value += 0.6 if seen.character.leaning == gender else -3.0
            known = scores.get(id(seen.character))
            if known is None:
                scores[id(seen.character)] = (value, seen.character)
            elif value > known[0]:
                scores[id(seen.character)] = (value + 0.1, seen.character)
        if not scores:
            return Resolved(None, 0.0, "pronoun")
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if ranked[0][0] < -6:
            return Resolved(None, 0.0, "pronoun")
        margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
        return Resolved(ranked[0][1], max(0.5, min(0.9, 0.55 + 0.15 * margin)), "pronoun")

    def office(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """Whoever holds the office that `phrase` names; nobody where the text knows none."""
        return self._with_role(phrase, position, paragraph)

    def together(self, words: str, position: int) -> Resolved:
        """Several who speak with one voice: “Ann Ray and Tom Hale”."""
        return self._group([words], position)

    def person_at(self, position: int, paragraph: int) -> Resolved:
        """The person who was last spoken of as an actor."""
        found = self._best(position, paragraph, lambda one: one.kind is SpeakerKind.PERSON and not one.weak)
        return Resolved(found.character, min(found.confidence, 0.6), "description")

    def described(self, phrase: Sequence[str], position: int, paragraph: int, *, definite: bool) -> Resolved:
        """“the minister”, “a senior official”, “residents”: a character with that office, the last fitting one, or a new one.
        `phrase`: the words up to and with the head noun, without article."""
        head = phrase[-1].lower()
        if head in _SECRETIVE and len(phrase) > 1 and phrase[0].lower() in lexicon.words("determiner"):
            return self._new(phrase, position, SpeakerKind.UNNAMED, definite=False)  # “two officials”
        if head in lexicon.roles("group") and head not in lexicon.roles("institution"):
            return self._group(phrase, position)
        if definite:
            found = self._with_role(phrase, position, paragraph)
            if found.character is not None:
                return found
        if head in lexicon.roles("institution"):
            found = self._institution(phrase, position, paragraph) if definite else Resolved(None, 0.0, "")
            return found if found.character is not None else self._new(phrase, position, SpeakerKind.ORGANISATION)
        if definite and (head in ("man", "woman", "boy", "girl") or any(word.endswith("-year-old") for word in phrase)):
            found = self._by_sex_or_age(phrase, position, paragraph)
            if found.character is not None:
                return found
        if not _is_somebody(head):
            return Resolved(None, 0.5, "thing")
        if definite and head in lexicon.person_nouns() and head not in lexicon.roles("kin"):
            found = self._just_named(phrase, position, paragraph)
            if found.character is not None:
                return found
        return self._new(phrase, position, SpeakerKind.UNNAMED, definite=definite)

    def _with_role(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """The last of those whose office has the same head noun, else one whose office that noun may stand for."""
        head = phrase[-1].lower()
        wanted = {word.lower() for word in phrase[:-1]}
        exact = self._by_office.get(head, [])
        if len(phrase) > 1:
            exact = self._by_office.get(f"{phrase[-2].lower()}-{head}", []) or exact
        similar = [one for other in lexicon.same_office().get(head, ()) for one in self._by_office.get(other, [])]
        presence: dict[int, float] = {}
        for seen, value in self._recent(position, paragraph):
            presence.setdefault(id(seen.character), value)
        for candidates, sure in ((exact, 0.85), (similar, 0.75)):
            known = [one for one in candidates if one.first <= position][-MEMORY:]
            if not known and len(exact) == 1 and candidates is exact:
                return Resolved(exact[0], 0.7, "description")  # “the superintendent”, who gets her name further down
            if known:
                best = max(
                    known, key=lambda one: len(wanted & one.role_words()) * 2 + 0.5 * presence.get(id(one), -20.0)
                )
                return Resolved(best, sure - (0.1 if len(known) > 1 else 0.0), "description")
        return Resolved(None, 0.0, "description")

    def _just_named(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """“Rinaldi saw it differently. The head coach insisted …”: the person whom the same paragraph has just put first, of
        whom no other office is known."""
        gender = (
            "f"
            if phrase[-1].lower() in lexicon.roles("f")
            else "m"
            if phrase[-1].lower() in lexicon.roles("m")
            else "u"
        )
        for seen, _ in self._recent(position, paragraph):
            one = seen.character
            if seen.paragraph != paragraph:
                break
            if seen.weight >= 2 and one.kind is SpeakerKind.PERSON:
                fits = (not one.roles and "u" in (gender, one.gender)) or (gender == one.gender and not one.roles)
                if fits:
                    one.add_role(" ".join(phrase))
                return Resolved(one, 0.65, "description") if fits else Resolved(None, 0.0, "")
        return Resolved(None, 0.0, "")

    def _institution(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        head = phrase[-1].lower()
        for seen, _ in self._recent(position, paragraph):
            one = seen.character
            words = {word.lower() for form in one.forms for word in form.split()} | {
                word.lower() for word in one.name.split()
            }
            if one.kind is SpeakerKind.ORGANISATION and head in words:
                return Resolved(one, 0.8, "description")
        if head in (
            "company",
            "firm",
            "organisation",
            "organization",
            "group",
            "agency",
            "charity",
            "body",
            "union",
            "newspaper",
            "paper",
            "outlet",
        ):
            return self._best(
                position, paragraph, lambda one: one.kind is SpeakerKind.ORGANISATION and not one.government
            )
        return Resolved(None, 0.0, "description")

    def _by_sex_or_age(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        age = next((word.split("-")[0] for word in phrase if word.endswith("-year-old")), "")
        if age:
            known = [one for one in self.characters if age in one.ages]
            if len(known) == 1:
                return Resolved(known[0], 0.9, "description")
        head = phrase[-1].lower()
        gender = "f" if head in lexicon.roles("f") else "m" if head in lexicon.roles("m") else ""
        if gender:
            return self._gendered(gender, position, paragraph)
        return self._best(position, paragraph, lambda one: one.kind is SpeakerKind.PERSON and not one.weak)

    def _group(self, phrase: Sequence[str], position: int) -> Resolved:
        head = phrase[-1].lower()
        key = " ".join(word.lower() for word in phrase)
        character = self._described.get(key) or (self._described.get(head) if len(phrase) == 1 else None)
        if character is None:
            character = Character(SpeakerKind.GROUP, " ".join(phrase), plural=True, first=position)
            self.characters.append(character)
            self._described.setdefault(head, character)
        self._described[key] = character
        return Resolved(character, 0.85, "description")

    def _new(self, phrase: Sequence[str], position: int, kind: SpeakerKind, *, definite: bool = True) -> Resolved:
        """An unnamed speaker; “the official” may go back to “a senior official”, “an official” is somebody new."""
        head = phrase[-1].lower()
        key = " ".join(word.lower() for word in phrase)
        character = (self._described.get(key) or self._described.get(head)) if definite else None
        if character is None:
            gender = "f" if head in lexicon.roles("f") else "m" if head in lexicon.roles("m") else "u"
            character = Character(kind, " ".join(phrase), gender=gender, first=position, described=True)
            self.characters.append(character)
        self._described[key] = self._described[head] = character
        return Resolved(character, 0.75 if kind is SpeakerKind.UNNAMED else 0.7, "description")
