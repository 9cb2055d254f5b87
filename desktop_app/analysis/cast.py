"""The cast of one article as it is read: pronouns and descriptions resolved to characters, in the order of the text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.analysis import antecedents, lexicon
from desktop_app.analysis.antecedents import Antecedents, Candidate
from desktop_app.analysis.names import Name
from desktop_app.analysis.register import Character as Character  # its users take it from here
from desktop_app.analysis.register import Register
from desktop_app.domain.findings import SpeakerKind

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
_SITUATIONS = frozenset(
    {
        "witness",
        "defendant",
        "accused",
        "suspect",
        "victim",
        "plaintiff",
        "claimant",
        "survivor",
        "patient",
        "veteran",
        "newcomer",
        "native",
    }
)
"""What anybody may be beside their office."""
_VOICES = frozenset({"source", "insider", "spokesman", "spokeswoman", "spokesperson"})
"""What nobody is called who has a name in the same breath."""
_PORTFOLIOS = frozenset(
    {
        *(
            "prime",
            "chief",
            "first",
            "foreign",
            "finance",
            "home",
            "interior",
            "defence",
            "defense",
            "health",
            "education",
        ),
        *(
            "justice",
            "environment",
            "revenue",
            "labour",
            "labor",
            "trade",
            "transport",
            "energy",
            "agriculture",
            "housing",
        ),
        *("planning", "tourism", "culture", "sports", "water", "development", "communications", "treasury", "external"),
        *(
            "information",
            "infrastructure",
            "business",
            "climate",
            "immigration",
            "security",
            "shadow",
            "deputy",
            "vice",
        ),
    }
)
"""What tells one minister, secretary or officer from another."""
RIVALRY, RIVAL_AGE, CLEAR = 3.0, 3, 1.5
"""How much less present somebody else may be, and for how many paragraphs, to be meant as well; a margin without doubt."""
FAR = 12.0
"""Paragraphs after which it makes no difference how long ago somebody was spoken of."""
MEMORY = 60  # how many earlier mentions a pronoun may look back over


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a phrase means, how sure that is (0..1), and by which rule."""

    character: Character | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """What stands around a description: somebody's “her”, and words behind it that tell more (“of the shop”, “who came”)."""

    owned: bool = False
    owner: Character | None = None
    told: bool = False


def _is_human(head: str) -> bool:
    known = lexicon.person_nouns() | lexicon.roles("kin")
    return head in known or head.split("-")[-1] in known or head.endswith(("-year-old", "woman", "man"))


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


def _gender_of(noun: str) -> str:
    return "f" if noun in lexicon.roles("f") else "m" if noun in lexicon.roles("m") else "u"


def _fitting_it(one: Character) -> bool:
    return one.kind is SpeakerKind.ORGANISATION or (one.described and not one.plural and one.gender == "u")


def _fitting_they(one: Character) -> bool:
    return one.plural or one.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANISATION) or one.gender == "u"


def _may_be_called(one: Character, *, body: bool, gender: str) -> bool:
    if body:
        return one.kind is SpeakerKind.ORGANISATION or (one.described and one.gender == "u")
    single = one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and not one.plural
    return single and one.gender in ("u", gender or one.gender)


@dataclass(slots=True)
class _Seen:
    position: int
    paragraph: int
    character: Character
    weight: float


class Cast(Register):
    """Characters of one article. Names come first, all at once; then `look` and the resolving methods go through the text in
    order."""

    def __init__(self, found: Sequence[Name], learned: Antecedents | None = None) -> None:
        super().__init__(found)
        self._learned = learned
        self._described: dict[str, Character] = {}
        self.introduced: dict[str, int] = {}
        """Nouns that the text gives to a stranger (“a fisherman stood …”) → where it does so first."""
        self._seen: list[_Seen] = []
        self._by_office: dict[str, list[Character]] = defaultdict(list)
        for one in self.characters:
            for head in one.role_heads() if one.kind is SpeakerKind.PERSON else ():
                self._by_office[head].append(one)

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
        if self._learned is not None:
            return self._best(position, paragraph, _fitting_it if word == "it" else _fitting_they)
        if word == "it":
            return self._best(position, paragraph, lambda one: one.kind is SpeakerKind.ORGANISATION and not one.plural)
        found = self._best(position, paragraph, lambda one: one.plural or one.kind is SpeakerKind.GROUP)
        if found.character is not None:
            return found
        found = self._best(position, paragraph, lambda one: one.kind is SpeakerKind.ORGANISATION or one.gender == "u")
        return Resolved(found.character, min(found.confidence, 0.6), "pronoun")

    def _gendered(self, gender: str, position: int, paragraph: int) -> Resolved:
        def fits(one: Character) -> bool:
            single = one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and not one.plural and not one.vague
            return single and one.gender in ("u", gender)

        found = self._best(position, paragraph, fits, gender)
        if found.character is not None and found.character.gender == "u":
            near = (seen.character for seen, _ in self._recent(position, paragraph) if paragraph - seen.paragraph <= 1)
            rival = any(one.weak and bool(one.given) for one in near)
            found = Resolved(found.character, min(found.confidence, 0.58 if rival else 0.8), found.rule)
        if found.character is not None and found.character.gender == "u" and found.confidence >= 0.8:
            found.character.gender = gender
        return found

    def _best(self, position: int, paragraph: int, fits: object, gender: str = "") -> Resolved:
        assert callable(fits)
        scores: dict[int, tuple[float, Character]] = {}
        nearest: dict[int, int] = {}
        for seen, presence in self._recent(position, paragraph):
            if not fits(seen.character):
                continue
            value = presence + (0.8 if gender and seen.character.gender == gender else 0.0)
            if gender and seen.character.gender == "u" and seen.character.leaning:
                value += 0.6 if seen.character.leaning == gender else -3.0
            nearest.setdefault(id(seen.character), seen.paragraph)
            known = scores.get(id(seen.character))
            if known is None:
                scores[id(seen.character)] = (value, seen.character)
            elif value > known[0]:
                scores[id(seen.character)] = (value + 0.1, seen.character)
        if not scores:
            return Resolved(None, 0.0, "pronoun")
        if self._learned is not None:
            return self._meant(self._learned, antecedents.PRONOUN, position, paragraph, scores, gender)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if ranked[0][0] < -6:
            return Resolved(None, 0.0, "pronoun")
        margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
        if gender and ranked[0][1].gender == "u" and len(ranked) > 1:
            margin = min(margin, 0.6)  # the name alone does not tell
        away = paragraph - nearest[id(ranked[0][1])]
        rival = any(
            value > ranked[0][0] - RIVALRY and paragraph - nearest[id(one)] <= RIVAL_AGE for value, one in ranked[1:4]
        )
        # the paragraph between may have turned to somebody else, and so may a new one where two can be meant
        most = 0.6 if away > 1 or (rival and (away or margin < CLEAR)) else 0.84
        return Resolved(ranked[0][1], max(0.45, min(most, 0.48 + 0.17 * margin)), "pronoun")

    def _meant(
        self,
        learned: Antecedents,
        kind: str,
        position: int,
        paragraph: int,
        scores: dict[int, tuple[float, Character]],
        gender: str,
    ) -> Resolved:
        """Whom the learned model takes a pronoun for, among those who fit."""
        candidates = [
            Candidate(one, self._values(learned, one, position, paragraph, gender) | {"presence": value})
            for value, one in scores.values()
        ]
        shares = learned.shares(kind, position, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], "pronoun")

    def _values(
        self, learned: Antecedents, one: Character, position: int, paragraph: int, gender: str
    ) -> dict[str, float]:
        """What speaks for `one` as the person who is meant at `position`."""
        before = [span.start for span in one.mentions if span.start < position]
        near, far = learned.nearness(position, before[-MEMORY:])
        values = {
            "seen": float(near is not None),
            "weight": math.log1p(len(before)),
            "unnamed": float(one.described),
            "gender": float(bool(gender) and gender == one.gender),
            "leaning": float(bool(gender) and one.gender == "u" and bool(one.leaning))
            * (1.0 if gender == one.leaning else -1.0),
            "unsure": float(bool(gender) and one.gender == "u" and not one.leaning),
        }
        if near is not None:
            values["near"] = near
        if far is not None:
            values["far"] = far
        seen = next((seen for seen, _ in self._recent(position, paragraph) if seen.character is one), None)
        if seen is not None:
            values["here"] = float(seen.paragraph == paragraph)
            values["away"] = min(FAR, float(paragraph - seen.paragraph))
        else:
            values["away"] = FAR
        spoke = next((seen for seen, _ in self._recent(position, paragraph) if seen.weight >= 3), None)
        values["last"] = float(spoke is not None and spoke.character is one)
        return values

    def _described_one(
        self,
        learned: Antecedents,
        phrase: Sequence[str],
        position: int,
        paragraph: int,
        owner: frozenset[str],
        belonging: Belonging,
    ) -> Resolved:
        """Whom the learned model takes a definite description for; nobody where it takes it for somebody new."""
        head = phrase[-1].lower()
        body = head in lexicon.roles("institution") or head in lexicon.words("document")
        gender = "" if body else _gender_of(head).replace("u", "")
        pool: dict[int, Character] = {}
        for seen, _ in self._recent(position, paragraph):
            pool[id(seen.character)] = seen.character
        for one in self._by_office.get(head, ()):
            pool[id(one)] = one
        same = self._described.get(" ".join(phrase).lower()) or self._described.get(head)
        if same is not None:
            pool[id(same)] = same
        fitting = [one for one in pool.values() if _may_be_called(one, body=body, gender=gender)]
        ruled = self._with_role(phrase, position, paragraph, owner)
        wanted = {word.lower() for word in phrase}
        similar = set(lexicon.same_office().get(head, ()))
        candidates: list[Candidate[Character | None]] = []
        for one in fitting:
            values = self._values(learned, one, position, paragraph, gender)
            called = {word.lower() for form in (one.name, *one.forms) for word in form.split()}
            values["office"] = float(head in one.role_heads() or (body and head in called))
            values["akin"] = float(bool(similar & one.role_heads()))
            values["words"] = float(len((wanted - {head}) & (one.role_words() | called)))
            values["same"] = float(one is same)
            values["owner"] = float(one is belonging.owner)
            values["age"] = float(any(age in word for word in phrase for age in one.ages))
            values["chosen"] = ruled.confidence if ruled.character is one else 0.0
            candidates.append(Candidate(one, values))
        for candidate in candidates:
            candidate.values["others"] = -math.log(len(candidates))
        plain = not belonging.owned and not belonging.told
        candidates.append(
            Candidate(
                None,
                {
                    "new": 1.0,
                    "new and human": float(_is_human(head)),
                    "new and plain": float(plain),
                    "new and owned": float(belonging.owned),
                    "new and told": float(belonging.told),
                    "new and aged": float(any(word.endswith("-year-old") for word in phrase)),
                    "new and first": float(not fitting),
                },
            )
        )
        kind = antecedents.BODY if body else antecedents.DESCRIPTION
        shares = learned.shares(kind, position, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], "description")

    def bearer(self, one: Character, name: Name, paragraph: int) -> Resolved | None:
        """Who of the bearers of a shared surname is meant; None where nothing has been learnt."""
        bearers = [
            other
            for other in self._by_last.get(name.core[-1], [])
            if name.gender == "u" or other.gender in ("u", name.gender)
        ]
        if self._learned is None or len(bearers) < 2:
            return None
        start = name.core_span.start
        candidates = [
            Candidate(
                other,
                self._values(self._learned, other, start, paragraph, name.gender.replace("u", ""))
                | {"chosen": float(other is one)},
            )
            for other in bearers
        ]
        shares = self._learned.shares(antecedents.SURNAME, start, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], "name")

    def office(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """Whoever holds the office that `phrase` names; nobody where the text knows none."""
        return self._with_role(phrase, position, paragraph)

    def stranger(self, phrase: Sequence[str], position: int) -> Resolved:
        """Somebody without a name, of whom nothing is known but the words."""
        return self._new(phrase, position, SpeakerKind.UNNAMED)

    def another(self, position: int) -> Resolved:
        """“…,” posted another: somebody else of the sort that spoke last."""
        for seen in reversed(self._seen):
            words = seen.character.name.split()
            if seen.character.kind is SpeakerKind.UNNAMED and seen.weight >= 3 and not seen.character.plural:
                phrase = ["another", words[-1]]
                return Resolved(
                    self._new(phrase, position, SpeakerKind.UNNAMED, definite=False).character, 0.8, "another"
                )
        return Resolved(None, 0.5, "")

    def together(self, words: str, position: int) -> Resolved:
        """Several who speak with one voice: “Ann Ray and Tom Hale”."""
        return self._group([words], position)

    def person_at(self, position: int, paragraph: int) -> Resolved:
        """The person who was last spoken of as an actor."""
        found = self._best(position, paragraph, lambda one: one.kind is SpeakerKind.PERSON and not one.weak)
        return Resolved(found.character, min(found.confidence, 0.6), "description")

    def learn(self, character: Character, role: str) -> None:
        """“She is the last keeper on this coast”: an office that the text tells on its way."""
        known = character.role_heads()
        character.add_role(role)
        for head in character.role_heads() - known:
            self._by_office[head].append(character)

    def relative(self, owner: Character, kin: str) -> Resolved:
        """“her husband”: whoever the text calls so, or the one of that sex who shares her surname."""
        gender = "m" if kin in lexicon.roles("m") else "f"
        known = [one for one in self._by_office.get(kin, []) if one is not owner]
        if len(known) == 1:
            return Resolved(known[0], 0.8, "description")
        if kin in ("husband", "wife") and owner.surname:
            bearers = [one for one in self._by_last.get(owner.surname, []) if one is not owner and one.given]
            fitting = [one for one in bearers if one.gender == gender]
            if len(fitting) == 1 and len(bearers) == 1:
                return Resolved(fitting[0], 0.7, "description")
        return Resolved(None, 0.0, "description")

    def described(
        self,
        phrase: Sequence[str],
        position: int,
        paragraph: int,
        *,
        definite: bool,
        owned: bool = False,
        owner: frozenset[str] = frozenset(),
        speaks: bool = False,
        belonging: Belonging | None = None,
    ) -> Resolved:
        """“the minister”, “a senior official”, “residents”: a character with that office, the last fitting one, or a new one.
        `phrase`: the words up to and with the head noun, without article; `owned`: it has somebody's “his” or “Dorval’s”
        before it, and `owner` is that name's words; `speaks`: whatever it is, it is the source of something;
        `belonging`: what the words around it tell."""
        head = phrase[-1].lower()
        plural = head in lexicon.roles("group") and head not in lexicon.roles("institution")
        if self._learned is not None and definite and speaks and not plural and head not in _SECRETIVE:
            meant = self._described_one(
                self._learned, phrase, position, paragraph, owner, belonging or Belonging(owned=owned)
            )
            if meant.character is not None:
                return meant
            kind = SpeakerKind.ORGANISATION if head in lexicon.roles("institution") else SpeakerKind.UNNAMED
            made = self._new(phrase, position, kind, definite=False)
            return Resolved(made.character, meant.confidence, "description")
        if head in _SECRETIVE and len(phrase) > 1 and phrase[0].lower() in lexicon.words("determiner"):
            found = self._new(phrase, position, SpeakerKind.UNNAMED, definite=False)  # “two officials”
            if found.character is not None:
                found.character.plural = True
            return found
        if head in lexicon.roles("group") and head not in lexicon.roles("institution"):
            return self._group(phrase, position)
        if definite:
            found = self._with_role(phrase, position, paragraph, owner)
            if found.character is not None:
                return found
        if head in lexicon.roles("institution"):
            found = self.institution(phrase, position, paragraph) if definite else Resolved(None, 0.0, "")
            return found if found.character is not None else self._new(phrase, position, SpeakerKind.ORGANISATION)
        if definite and (head in ("man", "woman", "boy", "girl") or any(word.endswith("-year-old") for word in phrase)):
            found = self._by_sex_or_age(phrase, position, paragraph)
            if found.character is not None:
                return found
        if not _is_somebody(head):
            if not speaks:
                return Resolved(None, 0.5, "thing")
            if head.endswith("s") and not head.endswith("ss") and not definite:
                return self._group(phrase, position)
        found = self._present(phrase, position, paragraph) if definite and not owned else Resolved(None, 0.0, "")
        return (
            found
            if found.character is not None
            else self._new(phrase, position, SpeakerKind.UNNAMED, definite=definite)
        )

    def _present(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """“the minister”, of whom nothing is known but that somebody has just been named or has just spoken."""
        head = phrase[-1].lower()
        if head in _VOICES:
            return self._same_voice(head, position, paragraph)
        if head not in lexicon.person_nouns() or head in lexicon.roles("kin"):
            return Resolved(None, 0.0, "")
        found = self._just_named(phrase, position, paragraph)
        return found if found.character is not None else self._still_speaking(phrase, position, paragraph)

    def _with_role(
        self, phrase: Sequence[str], position: int, paragraph: int, owner: frozenset[str] = frozenset()
    ) -> Resolved:
        """The last of those whose office has the same head noun, else one whose office that noun may stand for."""
        head = phrase[-1].lower()
        wanted = {word.lower() for word in phrase[:-1]}
        exact = self._by_office.get(head, [])
        if len(phrase) > 1:
            exact = self._by_office.get(f"{phrase[-2].lower()}-{head}", []) or exact
        similar = [one for other in lexicon.same_office().get(head, ()) for one in self._by_office.get(other, [])]
        if owner:
            exact = [one for one in exact[-MEMORY:] if one.may_serve(owner)]
            similar = [one for one in similar[-MEMORY:] if one.may_serve(owner)]
        told = wanted & _PORTFOLIOS
        if told:
            exact = [one for one in exact if one.may_hold(told, head, _PORTFOLIOS)]
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
                told_apart = sum(bool(wanted & one.role_words()) for one in known) == 1 and wanted & best.role_words()
                return Resolved(best, sure if len(known) == 1 else sure - 0.1 if told_apart else 0.6, "description")
        return Resolved(None, 0.0, "description")

    def _just_named(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """“Rinaldi saw it differently. The head coach insisted …”: the person whom the same paragraph has just put first, of
        whom no other office is known."""
        gender = _gender_of(phrase[-1].lower())
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

    def _same_voice(self, head: str, position: int, paragraph: int) -> Resolved:
        """“A friend of the couple said … The insider added …”: the unnamed one who has just spoken."""
        for seen, _ in self._recent(position, paragraph):
            one = seen.character
            if paragraph - seen.paragraph > 1:
                break
            if seen.weight >= 3:
                speaks = one.described and not one.plural and one.kind is SpeakerKind.UNNAMED
                spoke_for = head.startswith("spokes") and one.name.lower().startswith(("rep", "spokes"))
                fits = speaks and (spoke_for or not head.startswith("spokes"))
                return Resolved(one, 0.65, "description") if fits else Resolved(None, 0.0, "")
        return Resolved(None, 0.0, "")

    def _still_speaking(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """“…,” the old fisherman said: the one who spoke last, where the text has brought in no other fisherman and says
        nothing else of what they are."""
        head = phrase[-1].lower()
        past = any(word.lower() in ("former", "retired", "ex", "late") for word in phrase)
        if past or self.introduced.get(head, position) < position or head in self._described:
            return Resolved(None, 0.0, "")
        gender = _gender_of(head)
        for seen, _ in self._recent(position, paragraph):
            one = seen.character
            if paragraph - seen.paragraph > 1:
                break
            if seen.weight >= 3:
                plain = head in _SITUATIONS or not (one.roles or one.ranks)
                fits = one.kind is SpeakerKind.PERSON and one.may_be(gender) and plain
                return Resolved(one, 0.58, "description") if fits else Resolved(None, 0.0, "")
        return Resolved(None, 0.0, "")

    def institution(self, phrase: Sequence[str], position: int, paragraph: int) -> Resolved:
        """“the group”, “the ministry”: the organisation with that word in its name, else the one last spoken of."""
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
            found = self._best(
                position,
                paragraph,
                lambda one: one.kind is SpeakerKind.ORGANISATION and not one.government and not one.plural,
            )
            return Resolved(found.character, min(found.confidence, 0.7), "description")
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
        found = self._best(
            position, paragraph, lambda one: one.kind is SpeakerKind.PERSON and not one.weak and not one.ages
        )
        return Resolved(found.character, min(found.confidence, 0.6), "description")

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
            character = Character(kind, " ".join(phrase), gender=_gender_of(head), first=position, described=True)
            self.characters.append(character)
        self._described[key] = self._described[head] = character
        return Resolved(character, 0.75 if kind is SpeakerKind.UNNAMED else 0.7, "description")
