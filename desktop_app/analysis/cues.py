"""Who is said to say what within one paragraph: speech verbs, “according to”, colons, with their content and source phrase."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.asides import Asides
from desktop_app.analysis.grammar import CUT_AFTER_COMMA, REPORTING
from desktop_app.analysis.lexicon import VerbForm
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.relations import Paragraph, Reported
from desktop_app.analysis.sentences import Token
from desktop_app.domain.spans import Span

__all__ = ["Paragraph", "Reported", "find_reported", "introduction", "is_only_quotes"]

_PASSIVE = frozenset(
    {
        "accuse",
        "believe",
        "allege",
        "say",
        "think",
        "report",
        "estimate",
        "expect",
        "claim",
        "assume",
        "criticize",
        "criticise",
        "blame",
        "describe",
        "understand",
        "rumour",
        "rumor",
    }
)
_TIMED = frozenset({"after", "before", "until", "since", "once"})
_NO_TAG = frozenset({"vote", "decide", "rule", "learn", "hold", "mention"})
_MARKS = "”\"’'»“ "
_QUOTE_ENDS = ",.?!…—–-"


def find_reported(paragraph: Paragraph) -> list[Reported]:
    """All relations in one paragraph, in the order of their cues."""
    found: list[Reported] = []
    taken: set[int] = set()
    for number, tokens in enumerate(paragraph.sentences):
        here = _Sentence(paragraph, tokens, taken).reported()
        for item in here:
            _take_neighbours(paragraph, number, item, taken)
        found.extend(here)
    return found


def introduction(paragraph: Paragraph, tokens: list[Token]) -> Reported:
    """Who speaks in what stands set off behind a sentence that ends in a colon: “In a letter Hanne Dorval wrote:”."""
    return _Sentence(paragraph, tokens, set()).introduction()


def is_only_quotes(tokens: Sequence[Token]) -> bool:
    return any(token.is_quote for token in tokens) and not any(token.is_word for token in tokens)


def _take_neighbours(paragraph: Paragraph, number: int, item: Reported, taken: set[int]) -> None:
    """“…,” he said. “…”: whole utterances beside a tag belong to it."""
    if item.rule not in ("marks + verb", "marks + verb, inverted"):
        return
    tokens = paragraph.sentences[number]
    last = [token for token in tokens if token.is_quote and token.quote in item.quotes]
    before = number - 1
    while before >= 0 and last and is_only_quotes(paragraph.sentences[before]):
        fresh = [
            t
            for t in paragraph.sentences[before]
            if t.is_quote and t.quote not in taken and t.quote not in paragraph.not_speech
        ]
        if not fresh or tokens[0] is not last[0]:
            break
        _extend(paragraph, item, fresh, taken)
        before -= 1
    after = number + 1
    while after < len(paragraph.sentences) and is_only_quotes(paragraph.sentences[after]):
        fresh = [t for t in paragraph.sentences[after] if t.is_quote and t.quote not in paragraph.not_speech]
        if any(t.quote in taken and t.quote not in item.quotes for t in fresh):
            break
        _extend(paragraph, item, fresh, taken)
        after += 1


def _extend(paragraph: Paragraph, item: Reported, fresh: Sequence[Token], taken: set[int]) -> None:
    known = set(item.quotes)
    for token in fresh:
        if token.quote not in known:
            item.quotes.append(token.quote)
            item.content.append(paragraph.quotations[token.quote].inner)
            taken.add(token.quote)
    item.content.sort()
    item.quotes.sort()


class _Sentence(Asides):
    """The relations of one sentence."""

    def reported(self) -> list[Reported]:
        self._adverbials()
        for place, verb in self.cues.items():
            item = self._relation(place, verb)
            if item is not None:
                self.found.append(item)
        self._nouns()
        self._colon()
        self._signed()
        return sorted(self.found, key=lambda item: item.cue[0].start if item.cue else item.content[0].start)

    def introduction(self) -> Reported:
        """The last speech verb with its subject, or whoever the sentence is about."""
        colon = [Span(self.tokens[-1].start, self.tokens[-1].end)]
        for place in sorted(self.cues, reverse=True):
            start = phrases.verb_group_start(self.tokens, place)
            subject = phrases.subject_of(self.tokens, place) or self._main_subject(start)
            if subject is not None:
                cue = [Span(self.tokens[start].start, self.tokens[self._verb_end(place, self.cues[place])].end)]
                return self._made([], [], cue, "block quotation", subject)
        return self._made([], [], colon, "block quotation", self._main_subject(len(self.tokens) - 1))

    def _relation(self, place: int, verb: VerbForm) -> Reported | None:
        start = phrases.verb_group_start(self.tokens, place)
        passive = self._is_passive(start, place, verb)
        if passive and verb.lemma in ("quote",):
            return None
        if passive:
            return self._passive(start, place, verb) if place >= self.covered else None
        subject = phrases.subject_of(self.tokens, place)
        kind, begin = self._content_after(place, verb)
        if kind == "none" and verb.classes & REPORTING:
            kind, begin = self._later_quote(begin)
        tag = self._tag(place, start, verb, subject, kind, begin)
        if tag is not None:
            return tag
        if place < self.covered or kind == "none" or self._is_silence(kind, begin):
            return None
        return self._governing(place, start, verb, subject, kind, begin)

    # “…,” he said / said he / clause, he said

    def _tag(
        self, place: int, start: int, verb: VerbForm, subject: Phrase | None, kind: str, begin: int
    ) -> Reported | None:
        if not verb.classes & REPORTING or verb.form == "ing":
            return None
        inverted = self._inverted(place, start)
        if inverted is not None and subject is not None and "tell" in verb.classes:
            inverted = None  # “the driver, Tom Hale, told the programme”
        if inverted is not None and not self._behind_marks(start) and (subject is not None and kind != "none"):
            inverted = None  # “Lind, who had forecast a cut, said he saw …”
        if inverted is not None:
            phrase, left, last = inverted, start - 1, inverted.last
        elif subject is not None:
            phrase, left, last = subject, subject.first - 1, place
        else:
            return None
        while left >= 0 and phrases.is_adverb(self.tokens[left]) and left < start - 1:
            left -= 1
        if left < 0:
            return None
        comma = self.tokens[left].text in (",", "—", "–")
        edge = left - comma
        if inverted is not None and edge == 0 and self.tokens[0].lower in ("but", "and", "so", "still", "yet"):
            return self._late_quote(start, place, verb, inverted)
        if edge < 0:
            return None
        rule = "marks + verb, inverted" if inverted is not None else "marks + verb"
        cue = [Span(self.tokens[start].start, self.tokens[self._verb_end(place, verb)].end)]
        if self.tokens[edge].is_quote and self.tokens[edge].quote not in self.taken:
            return self._quote_tag(edge, comma, kind, begin, phrase, last, cue, rule)
        behind = self._after_addressee(last + 1) if "tell" in verb.classes and inverted is None else last + 1
        trailing = comma and (
            ((kind == "none" or inverted is not None) and self._is_closed(behind))
            or (kind == "quote" and self._goes_on(begin))
        )
        long_enough = edge >= 2 or (edge == 1 and self._is_finite_behind(last + 1))
        if trailing and long_enough and verb.classes & {"say", "tell", "that"} and verb.lemma not in _NO_TAG:
            return self._clause_tag(edge, phrase, cue, "clause + verb", last)
        return None

    def _late_quote(self, start: int, place: int, verb: VerbForm, phrase: Phrase) -> Reported | None:
        """“But, said Hanne Dorval, “…””"""
        quote = phrase.last + 2
        if quote >= self.end or not self.tokens[quote].is_quote or self.tokens[quote].quote in self.taken:
            return None
        cue = [Span(self.tokens[start].start, self.tokens[self._verb_end(place, verb)].end)]
        item = self._made([], [], cue, "verb + marks", phrase)
        self._add_quote(item, self.tokens[quote])
        self.taken.update(item.quotes)
        self.covered = max(self.covered, quote + 1)
        return item if item.content else None

    def _goes_on(self, place: int) -> bool:
        """Whether the marks at `place` go on with a sentence: “the tenth, she said, “probably should.””"""
        return self.tokens[place].text.lstrip("“\"«‘'„` ")[:1].islower()

    def _is_finite_behind(self, comma: int) -> bool:
        """“The driver, she said, had been paid”."""
        return comma + 1 < self.end and self.tokens[comma].text == "," and phrases.is_auxiliary(self.tokens[comma + 1])

    def _quote_tag(
        self, edge: int, comma: bool, kind: str, begin: int, phrase: Phrase, last: int, cue: list[Span], rule: str
    ) -> Reported | None:
        token = self.tokens[edge]
        quotation = self.paragraph.quotations[token.quote]
        ended = token.text.rstrip(_MARKS)[-1:] in _QUOTE_ENDS or not quotation.closed
        if not (ended or comma or (edge == 0 and kind == "none")) or token.quote in self.paragraph.not_speech:
            return None
        if kind in ("that", "bare") and not ended:
            return None
        before = self.tokens[edge - 1] if edge else None
        if before is not None and before.is_word and not any(cue < edge for cue in self.cues):
            made = self._clause_tag(edge, phrase, cue, "clause + verb", last)
            if made is None:
                return None
            item = made
        else:
            item = self._made([quotation.inner], [token.quote], cue, rule, phrase)
            first = edge - 1  # further stretches of the same utterance: “A?” “B,” he said
            while first >= 0 and self.tokens[first].is_quote and self.tokens[first].quote not in self.taken:
                self._add_quote(item, self.tokens[first])
                first -= 1
        if kind in ("quote", "colon quote"):
            self._add_quote(item, self.tokens[begin])
        else:
            ahead = next((n for n in range(last + 1, self.end) if self.tokens[n].is_quote), None)
            if (
                ahead is not None
                and self.tokens[ahead - 1].text in (",", ":", ";", "—", "–")
                and not any(last < n < ahead for n in self.cues)
            ):
                self._add_quote(item, self.tokens[ahead])
        self.taken.update(item.quotes)
        self.covered = max(self.covered, last + 1)
        return item

    def _clause_tag(self, edge: int, phrase: Phrase, cue: list[Span], rule: str, place: int) -> Reported | None:
        first = 0
        while first < edge and self.tokens[first].lower in ("but", "and", "so", "yet", ","):
            first += 1
        if self._is_lead_in(first, edge, place + 1):
            return None
        item = self._clause(first, edge + 1, cue, rule, phrase)
        if item is not None:
            item.nested = any(n < edge for n in self.cues)
            end = self._resumed(item, place + 1, inverted=place == phrase.last)
            self.covered = max(self.covered, end) if not item.nested else self.covered
        return item

    def _is_lead_in(self, first: int, edge: int, behind: int) -> bool:
        """“In an interview, she joked”, “While saying so, he agreed”: no clause of its own before the tag."""
        opening = self.tokens[first]
        inside = self.tokens[first : edge + 1]
        if opening.is_quote or any(token.text == "," or token.is_quote for token in inside):
            return False
        if behind + 1 < self.end and self.tokens[behind].text == ",":
            following = self.tokens[behind + 1]
            if not following.is_quote or self._goes_on(behind + 1):
                return False  # “During her years, she said, boats went”
        if opening.lower in lexicon.words("clause") and opening.lower not in phrases.PRONOUNS:
            return True
        leading = opening.lower in lexicon.words("preposition") or opening.lower.endswith("ing")
        leading = leading or self.tokens[edge].lower in lexicon.words("time")
        return leading and not any(self._looks_finite(n) for n in range(first + 1, edge + 1))

    def _resumed(self, item: Reported, comma: int, *, inverted: bool) -> int:
        """“Three carried no number, she said, and the fourth …”: the clause goes on behind its tag."""
        if comma + 1 >= self.end or self.tokens[comma].text != "," or self._opens_relation(comma + 1):
            return comma
        if comma + 2 == self.end and not self.tokens[comma + 1].is_quote:
            return comma
        begin = comma + 1
        if self.tokens[begin].lower in ("and", "but", "or"):
            begin += 1
        elif inverted:
            return comma  # “said Kim Nguyen, a doctor”
        if (
            self.tokens[begin].lower in CUT_AFTER_COMMA
            or self.tokens[begin].lower.endswith("ing")
            or self.tokens[begin].lower in ("who", "which")
        ):
            return comma
        end = self._clause_end(begin)
        further = self._clause(begin, end, [], "", None)
        if further is not None:
            item.content += further.content
            item.quotes = sorted({*item.quotes, *further.quotes})
        return max(comma, end)

    # X said that … / X said: “…” / X slammed …

    def _takes_the_floor(self, start: int) -> bool:
        """“had written to the town to say that …”, “went on to say”."""
        return any(token.lower in lexicon.words("floor") for token in self.tokens[:start])

    def _governing(
        self, place: int, start: int, verb: VerbForm, subject: Phrase | None, kind: str, begin: int
    ) -> Reported | None:
        heir: Reported | None = None
        before = self.tokens[start - 1].lower if start else ""
        if before in ("when", "if", "while", "once") and verb.form == "past/participle":
            return None  # “said when asked whether …”: somebody else’s question
        infinitive = before == "to" and verb.form == "base"
        if infinitive or verb.form == "ing" or subject is None:
            heir = self.found[-1] if self.found else None
            if infinitive and (kind not in ("that", "quote") or (heir is None and not self._takes_the_floor(start))):
                return None
            subject = None if heir is not None else subject
            if heir is None and (subject is None or infinitive):
                subject = self._main_subject(start)
                if subject is None:
                    return None
        if subject is not None and not self._may_say(subject, verb, kind):
            return None
        cue = [
            Span(self.tokens[start if not infinitive else place].start, self.tokens[self._verb_end(place, verb)].end)
        ]
        rule = {
            "that": "verb + that",
            "bare": "verb + clause",
            "wh": "verb + question",
            "to": "verb + to",
            "object": "verb + object",
        }.get(kind, "verb + marks")
        if kind in ("quote", "colon quote"):
            return self._verb_and_quote(begin, verb, cue, subject, heir)
        end = self._clause_end(begin)
        if before == "who":
            end = self._main_verb(begin, end)
        if kind == "object":
            end = self._object_end(begin, end)
            begin = self._charge(begin, end, verb)
        item = self._clause(begin, end, cue, rule, subject)
        if item is None:
            return None
        item.heir_of = heir
        self.covered = max(self.covered, end)
        return item

    def _may_say(self, subject: Phrase, verb: VerbForm, kind: str) -> bool:
        head = self.tokens[subject.head].lower
        if head in ("it", "there", "this", "that"):
            return "say" in verb.classes
        if head in ("i", "we", "you") and not self.paragraph.is_speech:
            return False  # the writer's own voice, or speech without marks
        narrated = kind == "to" and not verb.classes & {"say", "that", "tell", "ask"}
        # “after the group refused to sign”: what was done, not what is said
        return not (narrated and subject.first and self.tokens[subject.first - 1].lower in _TIMED)

    def _quote_clause_end(self, begin: int, verb: VerbForm) -> int:
        """Where the clause ends that begins with marks: “called it “a mess” and left”."""
        behind = self.tokens[begin + 1].lower if begin + 1 < self.end else ""
        if "quote" in verb.classes and (behind in _TIMED or behind in ("when", "while")):
            return begin + 1  # “chanting “No bridge” after the vote”
        end = self._clause_end(begin)
        return self._object_end(begin, end) if "object" in verb.classes else end

    def _main_verb(self, begin: int, end: int) -> int:
        """“a clerk who has accused him of theft [said]”: a relative clause ends before the verb of its noun."""
        for place in range(begin + 1, end):
            verb = self.cues.get(place)
            before = self.tokens[phrases.verb_group_start(self.tokens, place) - 1]
            if verb is None or verb.form not in ("past", "third", "past/participle") or not before.is_word:
                continue
            if not (before.is_capital or before.lower in phrases.PRONOUNS or before.lower.endswith("s")):
                return phrases.verb_group_start(self.tokens, place)
        return end

    def _verb_and_quote(
        self,
        begin: int,
        verb: VerbForm,
        cue: list[Span],
        subject: Phrase | None,
        heir: Reported | None,
    ) -> Reported | None:
        token = self.tokens[begin]
        if token.quote in self.paragraph.not_speech or token.quote in self.taken:
            return None
        quotation = self.paragraph.quotations[token.quote]
        if not verb.classes & REPORTING and not verb.classes & {"object", "to"}:
            return None
        first = token.text.lstrip("“\"«‘'„ ")[:1]
        whole = self.tokens[begin - 1].text in (",", ":", "—", "–") or first.isupper() or self._is_echo(begin, verb)
        end = begin + 1 if whole else self._quote_clause_end(begin, verb)
        if whole or not any(one.is_word for one in self.tokens[begin + 1 : end]):
            item = self._made([quotation.inner], [token.quote], cue, "verb + marks", subject)
            for further in self.tokens[begin + 1 : self.end]:
                if further.is_word or further.text == ";":
                    break
                if further.is_quote and further.quote not in self.taken:
                    self._add_quote(item, further)
            self.covered = max(self.covered, begin + 1)
        else:
            made = self._clause(begin, end, cue, "verb + marks", subject)
            if made is None:
                return None
            item = made
            self.covered = max(self.covered, end)
        item.heir_of = heir
        self.taken.update(item.quotes)
        return item

    def _is_echo(self, begin: int, verb: VerbForm) -> bool:
        """“when she said ‘ours’ she looked at us”: within speech, the words that somebody said and no more."""
        return (
            self.paragraph.is_speech and bool(verb.classes & {"say", "quote"}) and not self.tokens[begin - 1].is_quote
        )

    # It is alleged

    def _passive(self, start: int, place: int, verb: VerbForm) -> Reported | None:
        if verb.lemma not in _PASSIVE and not verb.classes & {"object"}:
            return None
        ahead = place + 1
        if ahead >= self.end or start == 0:
            return None
        word = self.tokens[ahead].lower
        relative = self.tokens[start - 1].lower in ("that", "which", "who")
        if relative and word != "to":
            return None
        source: Phrase | None = None
        begin = ahead
        if word == "by":
            source = phrases.starting_at(self.tokens, ahead + 1)
            if source is None:
                return None
            begin = source.last + 1
        told = self.tokens[start - 1].lower == "it" and begin < self.end and self._is_clause(begin, strict=True)
        if begin >= self.end or (not told and self.tokens[begin].lower not in ("of", "to", "that", "as", "for")):
            return None
        if self.tokens[begin].lower in ("as", "for") and source is None:
            return None
        begin += self.tokens[begin].lower in ("of", "that", "as")
        end = (self._relative_end(begin) if relative else self._clause_end(begin)) if begin < self.end else begin
        item = self._clause(begin, end, [Span(self.tokens[start].start, self.tokens[place].end)], "passive", source)
        if item is not None:
            item.passive = source is None
            self.covered = max(self.covered, end)
        return item
