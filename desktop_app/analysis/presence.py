"""Who is present in the reader's mind at a place of the text, and whom the learned model takes pronouns and descriptions for."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.analysis import antecedents, lexicon
from desktop_app.analysis.antecedents import Antecedents, Candidate, Who
from desktop_app.analysis.names import Name
from desktop_app.analysis.register import Character, Register
from desktop_app.analysis.scene import NOTHING_TOLD, Scene, Seen, scene_of, standing_values, telling_values
from desktop_app.domain.findings import SpeakerKind

AHEAD = 2500
"""Code points within which “a farmer” may get a name."""
MEMORY = 60  # how many earlier mentions a pronoun may look back over


_SEXED = frozenset({"man", "woman", "boy", "girl", "lady", "gentleman", "guy", "lad", "lass"})
_NEAR = frozenset(
    {
        "source",
        "insider",
        "friend",
        "ally",
        "aide",
        "adviser",
        "advisor",
        "colleague",
        "official",
        "representative",
        "rep",
    }
)


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


NOTHING_AROUND = Belonging()


def is_human(head: str) -> bool:
    known = lexicon.person_nouns() | lexicon.roles("kin")
    return head in known or head.split("-")[-1] in known or head.endswith(("-year-old", "woman", "man"))


def is_voice(head: str) -> bool:
    """Whether the word says that somebody speaks for others or is near to them, rather than what they are."""
    return head.startswith("spokes") or head in _NEAR


def gender_of(noun: str) -> str:
    return "f" if noun in lexicon.roles("f") else "m" if noun in lexicon.roles("m") else "u"


def may_be_called(one: Character, head: str, *, body: bool, gender: str) -> bool:
    if one.is_text and head not in lexicon.words("document"):
        return False
    if body:
        return one.kind is SpeakerKind.ORGANISATION or (one.described and one.gender == "u")
    single = one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and not one.plural
    return single and one.gender in ("u", gender or one.gender)


def _tell_main(candidates: Sequence[Candidate[Who]]) -> None:
    weights = [one.values["weight"] for one in candidates]
    for one, weight in zip(candidates, weights, strict=True):
        one.values["main"] = float(weight == max(weights) and weights.count(weight) == 1)


def _somebody_new(
    head: str, phrase: Sequence[str], belonging: Belonging, *, first: bool, met: bool
) -> dict[str, float]:
    """The features of nobody known. met: the text has brought somebody in by that noun."""
    return {
        "new": 1.0,
        "new and human": float(is_human(head)),
        "new and plain": float(not belonging.owned and not belonging.told),
        "new and owned": float(belonging.owned),
        "new and told": float(belonging.told),
        "new and aged": float(any(word.endswith("-year-old") for word in phrase)),
        "new and voice": float(is_voice(head)),
        "new and first": float(first),
        "new and kin": float(head in lexicon.roles("kin")),
        "new and sexed": float(head in _SEXED),
        "new and met": float(met),
    }


def _strange(learned: Antecedents, position: int) -> dict[str, float]:
    pointer = learned.strangeness(position)
    return {} if pointer is None else {"near": pointer}


def _is_named_body(one: Character) -> bool:
    return one.kind is SpeakerKind.ORGANISATION and " " in one.name and not (one.government or one.place)


class Presence(Register):
    """Everybody whom an article names, with who was spoken of lately."""

    def __init__(self, found: Sequence[Name], learned: Antecedents | None) -> None:
        super().__init__(found)
        self._learned = learned
        self._described: dict[str, Character] = {}
        self.introduced: dict[str, int] = {}
        """Nouns that the text gives to a stranger (“a fisherman stood …”) → where it does so first."""
        self._seen: list[Seen] = []
        self._starts: dict[int, list[int]] = {}
        self._voiced: Counter[int] = Counter()
        """How often each character has spoken so far, by id."""
        self.telling = NOTHING_TOLD
        self._people = [one for one in self.characters if one.kind is SpeakerKind.PERSON and not one.weak]
        last = {one.name.split()[-1].lower() for one in self.characters if _is_named_body(one)}
        self._bodies = last - lexicon.person_nouns() - lexicon.roles("kin")
        self._by_office: dict[str, list[Character]] = defaultdict(list)
        for one in self.characters:
            for head in one.role_heads() if one.kind is SpeakerKind.PERSON else ():
                self._by_office[head].append(one)

    def is_body(self, noun: str) -> bool:
        """Whether “the …” is an organisation: by the word, or since the article names one with it: “the Tarn Boat Forum”."""
        return noun in lexicon.roles("institution") or noun in self._bodies

    def look(self, character: Character, position: int, paragraph: int, weight: float, word: str = "") -> None:
        """Somebody was named at `position` outside marks: 3 as a source, 2 as a subject, less elsewhere; `word`: by a pronoun."""
        if character.place:
            return
        self._voiced[id(character)] += weight >= 3
        seen = Seen(position, paragraph, character, weight, word)
        if not self._seen or self._seen[-1].position <= position:
            self._seen.append(seen)
        else:
            insort(self._seen, seen, key=lambda one: one.position)

    def _recent(self, position: int, paragraph: int) -> Iterable[tuple[Seen, float]]:
        """Earlier mentions, the latest first, with how present each still is."""
        end = bisect_left(self._seen, position, key=lambda one: one.position)
        for rank, seen in enumerate(reversed(self._seen[max(0, end - MEMORY) : end])):
            yield seen, seen.weight - 1.0 * (paragraph - seen.paragraph) - 0.12 * rank

    def _scene(self, position: int, paragraph: int) -> Scene:
        return scene_of((seen for seen, _ in self._recent(position, paragraph)), paragraph)

    def _meant(
        self,
        learned: Antecedents,
        kind: str,
        position: int,
        paragraph: int,
        scores: dict[int, tuple[float, Character]],
        gender: str,
        word: str,
    ) -> Resolved:
        """Whom the learned model takes the pronoun `word` for, among those who fit."""
        scene = self._scene(position, paragraph)
        candidates = [
            Candidate(one, self._values(learned, one, position, paragraph, gender, scene, word) | {"presence": value})
            for value, one in scores.values()
        ]
        _tell_main(candidates)
        shares = learned.shares(kind, position, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], "pronoun")

    def _values(
        self,
        learned: Antecedents,
        one: Character,
        position: int,
        paragraph: int,
        gender: str,
        scene: Scene,
        word: str = "",
    ) -> dict[str, float]:
        """What speaks for `one` as the person who is meant at `position`, by the pronoun `word` if by one."""
        starts = self._starts_of(one)
        count = bisect_left(starts, position)
        near, far = learned.nearness(position, starts[max(0, count - MEMORY) : count])
        values = {
            "seen": float(near is not None),
            "weight": math.log1p(count),
            "unnamed": float(one.described),
            "person": float(one.kind is SpeakerKind.PERSON),
            "body": float(one.kind is SpeakerKind.ORGANISATION),
            "many": float(one.plural or one.kind is SpeakerKind.GROUP),
            "government": float(one.government),
            "place": float(one.place),
            "voiced": math.log1p(self._voiced[id(one)]),
            "gender": float(bool(gender) and gender == one.gender),
            "against": float(bool(gender) and one.gender not in ("u", gender)),
            "leaning": float(bool(gender) and one.gender == "u" and bool(one.leaning))
            * (1.0 if gender == one.leaning else -1.0),
            "unsure": float(bool(gender) and one.gender == "u" and not one.leaning),
        }
        if near is not None:
            values["near"] = near
        if far is not None:
            values["far"] = far
        around = starts[max(0, count - MEMORY) : count + MEMORY]
        heard = [found for mark in self.telling.marks if (found := learned.nearness(mark, around)[0]) is not None]
        if heard:
            values["voice"] = max(heard)
        values |= standing_values(one, scene, paragraph, word)
        values |= telling_values(self.telling, starts, position)
        return values

    def _starts_of(self, one: Character) -> list[int]:
        """Where its mentions begin, in order; sorted anew only when there are more of them."""
        known = self._starts.get(id(one))
        if known is None or len(known) != len(one.mentions):
            known = self._starts[id(one)] = sorted(span.start for span in one.mentions)
        return known

    def _described_one(
        self,
        learned: Antecedents,
        phrase: Sequence[str],
        position: int,
        paragraph: int,
        ruled: Resolved,
        belonging: Belonging,
    ) -> Resolved:
        """Whom the learned model takes a definite description for; nobody where it takes it for somebody new."""
        head = phrase[-1].lower()
        body = self.is_body(head) or head in lexicon.words("document")
        gender = "" if body else gender_of(head).replace("u", "")
        pool: dict[int, Character] = {}
        for seen, _ in self._recent(position, paragraph):
            pool[id(seen.character)] = seen.character
        for one in self._by_office.get(head, ()):
            pool[id(one)] = one
        same = self._described.get(" ".join(phrase).lower()) or self._described.get(head)
        if same is not None:
            pool[id(same)] = same
        owner = belonging.owner if belonging.owned else None
        fitting = [
            one for one in pool.values() if one is not owner and may_be_called(one, head, body=body, gender=gender)
        ]
        wanted = {word.lower() for word in phrase}
        similar = set(lexicon.same_office().get(head, ()))
        candidates: list[Candidate[Character | None]] = []
        scene = self._scene(position, paragraph)
        for one in fitting:
            values = self._values(learned, one, position, paragraph, gender, scene)
            called = {word.lower() for form in (one.name, *one.forms) for word in form.split()}
            values["office"] = float(head in one.role_heads() or (body and head in called))
            values["akin"] = float(bool(similar & one.role_heads()))
            values["clash"] = float(bool(one.role_heads()) and not values["office"] and not values["akin"])
            values["words"] = float(len((wanted - {head}) & (one.role_words() | called)))
            values["only voice"] = float(is_voice(head) and not values["office"])
            values["same"] = float(one is same)
            values["noun"] = float(one.described and one.noun in (head, f"{head}s"))
            values["owner"] = float(one is belonging.owner)
            values["age"] = float(any(age in word for word in phrase for age in one.ages))
            values["chosen"] = ruled.confidence if ruled.character is one else 0.0
            candidates.append(Candidate(one, values))
        _tell_main(candidates)
        for candidate in candidates:
            candidate.values["others"] = -math.log(len(candidates))
        met = self.introduced.get(head, position) < position
        stranger = _somebody_new(head, phrase, belonging, first=not fitting, met=met)
        candidates.append(Candidate(None, stranger | _strange(learned, position)))
        kind = antecedents.BODY if body else antecedents.DESCRIPTION
        shares = learned.shares(kind, position, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], "description")

    def _named_ahead(
        self, learned: Antecedents, phrase: Sequence[str], position: int, belonging: Belonging
    ) -> Resolved:
        """“A farmer told the court …”: the one whom the article names a little later; nobody where it is somebody else."""
        head = phrase[-1].lower()
        gender = gender_of(head).replace("u", "")
        pool = [one for one in self._people if position < one.first <= position + AHEAD]
        fitting = [one for one in pool if may_be_called(one, head, body=False, gender=gender)]
        if not fitting or not is_human(head):
            return Resolved(None, 0.0, "description")
        first = min(one.first for one in fitting)
        wanted = {word.lower() for word in phrase[:-1]}
        similar = set(lexicon.same_office().get(head, ()))
        candidates: list[Candidate[Character | None]] = []
        for one in fitting:
            starts = self._starts_of(one)[:MEMORY]
            near, far = learned.nearness(position, starts)
            values = {
                "seen": float(near is not None),
                "weight": math.log1p(len(starts)),
                "away": (one.first - position) / 500,
                "next": float(one.first == first),
                "gender": float(bool(gender) and gender == one.gender),
                "office": float(head in one.role_heads()),
                "akin": float(bool(similar & one.role_heads())),
                "words": float(len(wanted & one.role_words())),
            }
            if near is not None:
                values["near"] = near
            if far is not None:
                values["far"] = far
            candidates.append(Candidate(one, values))
        stranger = _somebody_new(head, phrase, belonging, first=not self._seen, met=False)
        stranger["late"] = min(4.0, position / 1000)
        candidates.append(Candidate(None, stranger | _strange(learned, position)))
        shares = learned.shares(antecedents.AHEAD, position, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        if antecedents.AHEAD not in learned.weights:
            return Resolved(None, 0.0, "description")
        return Resolved(candidates[best].who, shares[best], "description")

    def voice(self, position: int, paragraph: int, ruled: Resolved) -> Resolved | None:
        """Who speaks behind the opening mark at `position`, where nothing tags the words; `ruled`: what the rules say. None where
        nothing has been learnt."""
        learned = self._learned
        if learned is None or not learned.ranks(antecedents.VOICE):
            return None
        scene = self._scene(position, paragraph)
        pool = {id(seen.character): seen.character for seen, _ in self._recent(position, paragraph)}
        if ruled.character is not None:
            pool[id(ruled.character)] = ruled.character
        candidates: list[Candidate[Character | None]] = []
        for one in pool.values():
            values = self._values(learned, one, position, paragraph, "", scene)
            if one is ruled.character:
                values["chosen"] = ruled.confidence
                values[f"by {ruled.rule}"] = 1.0
            candidates.append(Candidate(one, values))
        if not candidates:
            return None
        _tell_main(candidates)
        stranger = {"new": 1.0, f"new by {ruled.rule}": 1.0} if ruled.character is None else {"new": 1.0}
        candidates.append(Candidate(None, stranger | _strange(learned, position)))
        shares = learned.shares(antecedents.VOICE, position, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], ruled.rule)

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
        scene = self._scene(start, paragraph)
        candidates = [
            Candidate(
                other,
                self._values(self._learned, other, start, paragraph, name.gender.replace("u", ""), scene)
                | {"chosen": float(other is one)},
            )
            for other in bearers
        ]
        shares = self._learned.shares(antecedents.SURNAME, start, candidates)
        best = max(range(len(shares)), key=shares.__getitem__)
        return Resolved(candidates[best].who, shares[best], "name")
