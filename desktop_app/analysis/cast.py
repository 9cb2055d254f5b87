"""The cast of one article as it is read: pronouns and descriptions resolved to characters, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import antecedents, lexicon
from desktop_app.analysis.antecedents import Antecedents
from desktop_app.analysis.presence import MEMORY as MEMORY
from desktop_app.analysis.presence import NOTHING_AROUND, Belonging, Presence, Resolved, gender_of
from desktop_app.analysis.register import Character as Character  # its users take it from here
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
LEAD = 1500
"""Code points in which an article may speak of somebody whom it names later as “the farmer”."""
RIVALRY, RIVAL_AGE, CLEAR = 3.0, 3, 1.5
"""How much less present somebody else may be, and for how many paragraphs, to be meant as well; a margin without doubt."""


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


def _fitting_it(one: Character) -> bool:
    return one.kind is SpeakerKind.ORGANISATION or (one.described and not one.plural and one.gender == "u")


def _fitting_they(one: Character) -> bool:
    return one.plural or one.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANISATION) or one.gender == "u"


class Cast(Presence):
    """Characters of one article. Names come first, all at once; then `look` and the resolving methods go through the text in
    order."""

    def pronoun(self, word: str, position: int, paragraph: int) -> Resolved:
        """he, she, they, it: whoever was last spoken of as an actor, never a place."""
        if word in ("he", "she"):
            return self._gendered("m" if word == "he" else "f", position, paragraph)
        if self._learned is not None:
            return self._best(position, paragraph, _fitting_it if word == "it" else _fitting_they, word=word)
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
            may_err = self._learned is not None and one.kind is SpeakerKind.PERSON and not one.sexed
            return single and not one.is_text and (one.gender in ("u", gender) or may_err)

        found = self._best(position, paragraph, fits, gender, {"m": "he", "f": "she"}[gender])
        if found.character is not None and found.character.gender == "u":
            near = (seen.character for seen, _ in self._recent(position, paragraph) if paragraph - seen.paragraph <= 1)
            rival = any(one.weak and bool(one.given) for one in near)
            found = Resolved(found.character, min(found.confidence, 0.58 if rival else 0.8), found.rule)
        if found.character is not None and found.character.gender == "u" and found.confidence >= 0.8:
            found.character.gender = gender
        return found

    def _best(self, position: int, paragraph: int, fits: object, gender: str = "", word: str = "") -> Resolved:
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
            kind = word if word in (antecedents.IT, antecedents.THEY) else antecedents.PRONOUN
            return self._meant(self._learned, kind, position, paragraph, scores, gender, word)
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
        belonging: Belonging = NOTHING_AROUND,
    ) -> Resolved:
        """“the minister”, “a senior official”, “residents”: a character with that office, the last fitting one, or a new one.
        `phrase`: the words up to and with the head noun, without article; `owned`: it has somebody's “his” or “Dorval’s”
        before it, and `owner` is that name's words; `speaks`: whatever it is, it is the source of something;
        `belonging`: what the words around it tell."""
        head = phrase[-1].lower()
        plural = head in lexicon.roles("group") and head not in lexicon.roles("institution")
        learnt = definite and speaks and not plural and head not in _SECRETIVE
        if self._learned is not None and learnt:
            return self._learned_description(self._learned, phrase, position, paragraph, owner, belonging)
        if self._learned is not None and speaks and not (definite or plural):
            ahead = self._named_ahead(self._learned, phrase, position, belonging)
            if ahead.character is not None:
                return ahead
        return self._ruled_description(
            phrase, position, paragraph, definite=definite, owned=owned, owner=owner, speaks=speaks
        )

    def _ruled_description(
        self,
        phrase: Sequence[str],
        position: int,
        paragraph: int,
        *,
        definite: bool,
        owned: bool,
        owner: frozenset[str],
        speaks: bool,
    ) -> Resolved:
        head = phrase[-1].lower()
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
            several = head.endswith("s") and not head.endswith("ss") and not definite
            return self._unknown(phrase, position, several=several) if speaks else Resolved(None, 0.5, "thing")
        found = self._present(phrase, position, paragraph) if definite and not owned else Resolved(None, 0.0, "")
        return (
            found
            if found.character is not None
            else self._new(phrase, position, SpeakerKind.UNNAMED, definite=definite)
        )

    def _unknown(self, phrase: Sequence[str], position: int, *, several: bool) -> Resolved:
        """A source of which no word list tells what it is."""
        return self._group(phrase, position) if several else self._new(phrase, position, SpeakerKind.UNNAMED)

    def _learned_description(
        self,
        learned: Antecedents,
        phrase: Sequence[str],
        position: int,
        paragraph: int,
        owner: frozenset[str],
        belonging: Belonging,
    ) -> Resolved:
        if any(word.endswith("-year-old") for word in phrase):
            aged = [one for one in self.characters if any(f"{age}-year-old" in phrase for age in one.ages)]
            if len(aged) == 1:
                return Resolved(aged[0], 0.95, "description")
        ruled = self._with_role(phrase, position, paragraph, owner)
        meant = self._described_one(learned, phrase, position, paragraph, ruled, belonging)
        if meant.character is not None:
            return meant
        if position < LEAD:
            ahead = self._named_ahead(learned, phrase, position, belonging)
            if ahead.character is not None:
                return ahead
        kind = SpeakerKind.ORGANISATION if self.is_body(phrase[-1].lower()) else SpeakerKind.UNNAMED
        made = self._new(phrase, position, kind, definite=False)
        return Resolved(made.character, meant.confidence, "description")

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
        gender = gender_of(phrase[-1].lower())
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
        gender = gender_of(head)
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
            gender = gender_of(head)
            character = Character(kind, " ".join(phrase), gender=gender, first=position, described=True, noun=head)
            character.sexed = gender != "u"
            self.characters.append(character)
        self._described[key] = self._described[head] = character
        return Resolved(character, 0.75 if kind is SpeakerKind.UNNAMED else 0.7, "description")
