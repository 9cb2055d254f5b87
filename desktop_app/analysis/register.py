"""The register of an article: names of people, organisations and governments joined into characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

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
    "Cr": "councillor",
    "Cr.": "councillor",
    "Coun": "councillor",
    "Coun.": "councillor",
    "Pres.": "president",
    "Det": "detective",
    "DI": "detective",
    "DC": "detective",
    "DS": "detective",
    "DCI": "detective",
    "PC": "constable",
    "WPC": "constable",
    "Const": "constable",
    "DSP": "superintendent",
    "Supt.": "superintendent",
    "Maj.": "major",
    "Adm.": "admiral",
    "Eng": "engineer",
    "Engr": "engineer",
    "Engr.": "engineer",
    "Adv": "advocate",
    "Adv.": "advocate",
    "Barr": "barrister",
    "Fr": "priest",
    "Fr.": "priest",
    "Father": "priest",
    "Sister": "nun",
    "Sr": "nun",
    "Bishop": "bishop",
    "Cardinal": "cardinal",
    "Rabbi": "rabbi",
    "Imam": "imam",
}
_COURTESIES = frozenset(
    {
        *("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Prof", "Prof.", "Professor"),
        *("Hubby", "Mum", "Gran", "Nan", "St", "St."),
    }
)
"""Forms of address that are no part of anybody’s name."""
_HOUSES = frozenset(
    {"House", "Senate", "Congress", "Party", "Parliament", "Democrats", "Republicans", "City", "County"}
)
"""Words that a longer name holds without being meant by them alone."""


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
    noun: str = ""
    """What a described one is called first: “letter” of “a letter to patients”."""
    sexed: bool = False
    """A form of address or a word like “wife” tells its sex, and not the given name alone."""
    leaning: str = ""
    """What the ending of an unknown given name suggests: f or m."""
    acts: bool = False
    """A verb stands behind its name somewhere."""
    company: bool = False
    """The words beside its name tell that it is an organisation."""
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

    @property
    def vague(self) -> bool:
        """Whether nothing tells that it is a person at all."""
        return self.weak and not self.given and not self.acts

    @property
    def is_text(self) -> bool:
        """A letter or report: it speaks, but is nobody."""
        return self.noun in lexicon.words("document")

    def may_be(self, gender: str) -> bool:
        return gender == "u" or self.gender in ("u", gender)

    def may_serve(self, owner: frozenset[str]) -> bool:
        """Whether “Dorval’s chairman” may be this chairman: not if the text says whose he is, and it is somebody else."""
        return not owner or bool(owner & self.role_words()) or not any(" of " in role for role in self.roles)

    def may_hold(self, told: set[str], head: str, portfolios: frozenset[str]) -> bool:
        """Whether “the prime minister” may be this minister: not if all that is known of her is another portfolio."""
        own = [set(role.lower().split()) for role in self.roles if head in role.lower().split()]
        return not own or any(not words & portfolios or words & told for words in own)

    def role_words(self) -> set[str]:
        return {word.lower() for role in self.roles for word in role.split()}

    def role_heads(self) -> set[str]:
        return {head for role in self.roles for head in _heads(role)} | self.ranks


def _heads(role: str) -> set[str]:
    """“top U.S. diplomat for Asia” → {diplomat}; “Secretary of State” → {secretary, secretary-of-state}; “chair of Mills and Boats”
    → {chair}."""
    found: set[str] = set()
    complement = False
    for part in role.lower().replace(",", " and ").split(" and "):
        words = part.split()
        head = next((n for n, word in enumerate(words) if word in lexicon.words("preposition")), len(words))
        belongs = complement and bool(words) and words[head - 1] not in lexicon.person_nouns()
        complement = complement or head < len(words)
        if head and words and not belongs:
            found.add(words[head - 1])
            if head > 1:
                found.add("-".join(words[head - 2 : head]))
            if "of" in words and words[: head + 2][-1] in ("state",):
                found.add("secretary-of-state")
    return found


def _is_given(name: Name) -> bool:
    """Whether the given name alone may tell the sex."""
    told = lexicon.honorifics().get(name.honorific, "u") != "u"
    told = told or bool(set(name.role.lower().split()) & (lexicon.roles("f") | lexicon.roles("m")))
    return not told


def _is_full(name: Name) -> bool:
    """A given name and a surname, not “Van der Hoek” alone."""
    if len(name.core) < 2 or name.core[0].lower() not in lexicon.words("particle"):
        return len(name.core) > 1
    return bool(lexicon.given_gender(name.core[0])) and name.core[1].lower() not in lexicon.words("particle")  # Ben, Al


def _of_told_sex(bearers: list[Character], gender: str) -> list[Character]:
    """“Mr Hale” is Josh Hale rather than Merrin Hale, whose sex nobody told, unless there is more of her in the text."""
    told = [one for one in bearers if one.gender == gender != "u"]
    most = max(sum(one.forms.values()) for one in bearers)
    return told if len(told) == 1 and sum(told[0].forms.values()) == most else bearers


def _is_family_first(core: Sequence[str]) -> bool:
    """“Tan Wei Jie”, “Kim Min-jun”: in the order of China, Korea and Vietnam."""
    two = len(core) == 2 and "-" in core[1] and core[1].rpartition("-")[2].islower()
    return core[0] in lexicon.words("family_first") and (len(core) == 3 or two)


def _people_not_places(found: Sequence[Name]) -> None:
    """“The change in approach from Hale”: no place, where the text has Hale act and seldom puts him where a place stands."""
    people = Counter(name.core[-1] for name in found if name.kind in (names.SINGLE, names.PERSON) and name.core)
    actors = {name.core[-1] for name in found if name.acts and name.kind in (names.SINGLE, names.PERSON) and name.core}
    places = Counter(name.core[0] for name in found if name.kind == names.PLACE and len(name.core) == 1)
    whole = {name.core for name in found if name.kind == names.PERSON and (name.acts or name.role or name.age)}
    titled = {name.core[-1] for name in found if name.kind == names.PERSON and name.honorific and len(name.core) == 1}
    for name in found:
        if name.kind == names.PLACE and len(name.core) > 1 and (name.core in whole or name.core[-1] in titled):
            name.kind = names.PERSON  # “the statement of Ann Hale”, of whom “Ms Hale” is told
        word = name.core[0] if len(name.core) == 1 else ""
        if name.kind == names.PLACE and word in actors and people[word] >= 2 * places[word]:
            name.kind = names.SINGLE


def _share_surnames(found: Sequence[Name]) -> None:
    """“twins Ella and Joseph Marsh”: Ella is a Marsh, too, unless the text gives her another surname."""
    bearers = {name.core[0] for name in found if name.kind == names.PERSON and _is_full(name)}
    for one, other in pairwise(found):
        pair = other.first - one.last == 2 and other.paragraph == one.paragraph and other.listed
        alone = len(one.core) == 1 and one.kind in (names.PERSON, names.SINGLE) and not one.honorific
        full = other.kind == names.PERSON and len(other.core) == 2 and not other.honorific and not other.role
        if not (pair and alone and full) or one.core[0] in bearers:
            continue
        if lexicon.given_gender(one.core[0]) and lexicon.given_gender(other.core[0]):
            one.core, one.kind = (one.core[0], other.core[-1]), names.PERSON
            one.gender = lexicon.given_gender(one.core[0])


class Register:
    """Everybody whom an article names."""

    def __init__(self, found: Sequence[Name]) -> None:
        self.characters: list[Character] = []
        self.by_name: dict[Span, Character] = {}
        self._full: dict[tuple[str, str], Character] = {}
        self._by_last: dict[str, list[Character]] = defaultdict(list)
        self._by_first: dict[str, list[Character]] = defaultdict(list)
        self._addressed: dict[str, set[str]] = defaultdict(set)
        """The sexes that forms of address before a surname alone tell: “Mr. Hale”."""
        self._by_middle: dict[str, list[Character]] = defaultdict(list)
        """“Hon. Akello” of “Christine Akello Opio”."""
        self._organisations: dict[str, Character] = {}
        self._replaced: dict[int, Character] = {}
        self._gone: list[Character] = []  # kept alive, for their ids
        self.doubtful: set[Span] = set()
        """Names that more than one person bears."""
        self._join(found)

    def _join(self, found: Sequence[Name]) -> None:
        _people_not_places(found)
        _share_surnames(found)
        people = [name for name in found if name.kind == names.PERSON and _is_full(name)]
        for name in people:
            self._add_full(name)
        for name in found:
            if name.kind in (names.ORGANISATION, names.GOVERNMENT, names.PLACE):
                acts = name.kind != names.GOVERNMENT or name.subject or name.acts
                character = self._person_with(name, exact=True) if len(name.core) == 1 and acts else None
                self._bind(name, character or self._body(name))
        self._note_addresses(found)
        latest: dict[str, tuple[Character, Name]] = {}
        for name in found:
            if name.kind == names.OFFICE and name.role in self._by_last and name.first == name.last:
                name.core, name.kind, name.role = (name.role,), names.SINGLE, ""  # “Miller”, of Diane Miller
            if name.kind == names.PERSON and _is_full(name):
                known = latest.get(name.core[-1])
                beside = known is not None and known[1].subject and known[1].paragraph == name.paragraph
                if name.subject or not beside:
                    latest[name.core[-1]] = self.by_name[name.span], name
            elif name.kind == names.FAMILY:
                self._bind(name, self._family(name))
            elif name.kind in (names.PERSON, names.SINGLE):
                self._bind(name, self._single(name, latest))
                latest[name.core[-1]] = self.by_name[name.span], name
        for one in [one for one in self.characters if one.weak]:
            body = self._organisations.get(one.name)
            if one.company or (body is not None and body.company):
                one.kind, one.weak = SpeakerKind.ORGANISATION, False
                self._replace(one.name, one)
        self._keep_titles(found)
        self._join_acronyms()
        self._join_shorter()
        self._settle()

    def _add_full(self, name: Name) -> None:
        core = [word for word in name.core if not (len(word) <= 2 and word.endswith("."))] or list(name.core)
        suffix = {"Jr.", "Sr.", "II", "III", "IV"}
        while len(core) > 1 and core[-1] in suffix:
            core.pop()
        key = (core[0], core[-1])
        character = self._full.get(key)
        if character is None and len(self._by_last.get(" ".join(core).lower(), ())) == 1:
            character = self._by_last[" ".join(core).lower()][0]  # “Ki Hale” of “Justin Ki Hale”
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
            for word in core[1:-1]:
                if word.lower() not in lexicon.words("particle"):
                    self._by_middle[word].append(character)
            if _is_family_first(core):
                self._by_last[core[0]].append(character)
            if len(core) > 2:
                self._by_last[" ".join(core[1:]).lower()].append(character)
                if core[-2].lower() not in lexicon.words("particle") and core[1].lower() in lexicon.words("particle"):
                    self._by_last[" ".join(core[1:-1]).lower()].append(
                        character
                    )  # “de la Vega” of “de la Vega Castellanos”
            for nickname in name.nicknames:
                self._by_first[nickname].append(character)
                self._full.setdefault((nickname, core[-1]), character)
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
        if name.gender != "u" and (name.honorific or name.role) and not _is_given(name):
            character.gender, character.sexed = name.gender, True
        if name.role:
            character.add_role(name.role)
        alone = name.core == (character.surname,) and bool(character.given)
        if name.honorific or name.role or name.age or alone:
            character.weak = False
        if name.honorific in _RANKS:
            character.ranks.add(_RANKS[name.honorific])
        character.company = character.company or name.company
        character.acts = character.acts or name.acts
        if name.age:
            character.ages.add(name.age)

    def _person_with(self, name: Name, *, exact: bool = False) -> Character | None:
        """The one person whose surname (or given name) this is."""
        whole = " ".join(name.core)
        candidates = self._by_last.get(whole) or ([] if exact and len(name.core) > 1 else self._by_first.get(whole, []))
        fitting = [one for one in candidates if name.gender == "u" or one.gender in ("u", name.gender)]
        return fitting[0] if len(fitting) == 1 else None

    def _single(self, name: Name, latest: dict[str, tuple[Character, Name]]) -> Character:
        word = name.core[-1]
        candidates = list(self._by_last.get(" ".join(name.core).lower(), [])) or list(self._by_last.get(word, []))
        candidates = candidates or self._by_first.get(word, []) or self._by_middle.get(word, [])
        fitting = [one for one in candidates if name.gender == "u" or one.gender in ("u", name.gender)]
        if name.honorific and len(fitting) > 1:
            fitting = _of_told_sex(fitting, name.gender)
        heads = _heads(name.role)
        holders = [one for one in fitting if heads & one.role_heads()] if heads else []
        if len(fitting) == 1 and not holders and self._is_of_the_other_sex(fitting[0], name):
            fitting = []
        if len(fitting) == 1 or len(holders) == 1:
            return (holders or fitting)[0]  # “Commissioner Hale” is that Hale who is a commissioner
        if fitting:
            self.doubtful.add(name.span)
            recent, common = latest.get(word), max(fitting, key=lambda one: sum(one.forms.values()))
            if recent is not None and recent[0] in fitting and name.paragraph - recent[1].paragraph <= 1:
                return recent[0]
            others = max(sum(one.forms.values()) for one in fitting if one is not common)
            if recent is None or recent[0] not in fitting or sum(common.forms.values()) >= 2 * others:
                return common
            return recent[0]
        known = self._organisations.get(word)
        if known is not None and not name.honorific:
            return known
        for one in candidates:
            if not one.given and (name.gender == "u" or one.gender in ("u", name.gender)):
                return one
        gender = name.gender if name.gender != "u" else (lexicon.given_gender(word) or "u")
        weak = name.kind == names.SINGLE and not name.role and not lexicon.given_gender(word)
        character = Character(
            SpeakerKind.PERSON, " ".join(name.core), gender=gender, first=name.span.start, surname=word, weak=weak
        )
        self.characters.append(character)
        self._by_last[word].append(character)
        return character

    def _note_addresses(self, found: Sequence[Name]) -> None:
        for name in found:
            if name.honorific and len(name.core) == 1:
                self._addressed[name.core[-1]].add(name.gender)

    def _is_of_the_other_sex(self, one: Character, name: Name) -> bool:
        """“President Hale” beside “Mr. Hale” is not Ann Hale, whose office nobody told."""
        other = {"f": "m", "m": "f"}.get(one.gender, "")
        return bool(name.role) and name.gender == "u" and bool(one.given) and other in self._addressed[name.core[-1]]

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

    def _keep_titles(self, found: Sequence[Name]) -> None:
        """“Father Sigisbert”, of whom no other name is told, is called so."""
        titles: dict[int, set[str]] = defaultdict(set)
        for name in found:
            one = self.by_name.get(name.span)
            if one is not None and one.kind is SpeakerKind.PERSON and not one.given and len(name.core) == 1:
                titles[id(one)].add(name.honorific)
        for one in self.characters:
            told = titles.get(id(one), set()) - {""}
            if len(told) == 1 and " " not in one.name and not told & _COURTESIES:
                one.name = f"{told.pop()} {one.name}"

    def _family(self, name: Name) -> Character:
        """“the Tolans”, “Russians”."""
        whole = " ".join(name.core)
        character = self._organisations.get(whole)
        if character is None:
            character = Character(SpeakerKind.GROUP, whole, plural=True, first=name.span.start)
            self._organisations[whole] = character
            self.characters.append(character)
        return character

    def _join_shorter(self) -> None:
        """“the Audit Office” = “Verrin Audit Office”, “Eastbrook” = “Eastbrook Athletic”, where only one can be meant."""
        longer: dict[str, set[str]] = defaultdict(set)
        for key, character in self._organisations.items():
            words = key.split()
            if character.kind is not SpeakerKind.ORGANISATION or character.government or character.place:
                continue
            for first in range(1, len(words)):
                longer[" ".join(words[first:])].add(key)
            if len(words) > 2 and words[0] in ("St", "St.") and words[1].endswith(("’s", "'s")):
                longer[" ".join(words[:2])].add(key)
            if len(words) > 1 and words[-1] in lexicon.organisations("firm"):
                longer[" ".join(words[:-1])].add(key)
        for short in [key for key in self._organisations if len(longer.get(key, ())) == 1 and key not in _HOUSES]:
            (long,) = longer[short]
            if long in self._organisations and not self._organisations[short].government:
                self._replace(short, self._organisations[long])
        for word, bearers in self._by_last.items():
            if len(bearers) == 1 and bearers[0].weak and len(longer.get(word, ())) == 1:
                (long,) = longer[word]
                if not long.endswith(f" {word}"):
                    self._organisations[word] = bearers[0]
                    self._replace(word, self._organisations[long])
                    bearers.clear()

    def _settle(self) -> None:
        """Carries out what was replaced, in one pass."""
        for span, one in self.by_name.items():
            while id(one) in self._replaced:
                one = self._replaced[id(one)]
            self.by_name[span] = one
        self.characters = [one for one in self.characters if id(one) not in self._replaced]

    def _replace(self, key: str, character: Character) -> None:
        """Everything that is called `key` is `character`."""
        former = self._organisations.get(key)
        self._organisations[key] = character
        if former is None or former is character:
            return
        self._replaced[id(former)] = character
        character.forms.update(former.forms)
        character.first = min(character.first, former.first)
        self._gone.append(former)

    def _join_acronyms(self) -> None:
        """WHO = World Health Organization, where both are in the text."""
        initials: dict[str, Character] = {}
        for key, character in self._organisations.items():
            words = key.split()
            if len(words) > 1:
                initials.setdefault("".join(word[0] for word in words if word[0].isupper()), character)
        for key in [key for key in self._organisations if key.isupper() and len(key) > 1]:
            if key.replace(".", "") not in initials:
                continue
            short, long = self._organisations[key], initials[key.replace(".", "")]
            if short is long or short.government:
                continue
            self._replace(key, long)

    def add_person(self, name: str, position: int) -> Character:
        """Somebody who is known from a speaker's label alone."""
        given, _, surname = name.rpartition(" ")
        one = Character(SpeakerKind.PERSON, name, first=position, given=given, surname=surname)
        self.characters.append(one)
        self._by_last[surname].append(one)
        if given:
            self._full[given.split()[0], surname] = one
        return one

    def named(self, words: str) -> Character | None:
        """Whoever bears exactly this name: full name, surname, given name or organisation."""
        parts = words.split()
        if len(parts) > 1 and (parts[0], parts[-1]) in self._full:
            return self._full[parts[0], parts[-1]]
        found = self._by_last.get(words) or self._by_first.get(words) or []
        if len(found) == 1:
            return found[0]
        return self._organisations.get(words)
