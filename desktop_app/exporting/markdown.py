"""A Reading as a Markdown file that its reader would keep: their own words first, then who said what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from desktop_app import __version__
from desktop_app.domain.annotations import Highlight, Note, NoteTarget
from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import (
    LIKELY_FROM,
    WORTH_CHECKING_FROM,
    Attribution,
    AttributionKind,
    CheckReason,
    Claim,
    Findings,
    Speaker,
    SpeakerKind,
)
from desktop_app.domain.links import Link
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.exporting import front_matter
from desktop_app.exporting.cues import Cue, cue_of
from desktop_app.exporting.dates import readable
from desktop_app.exporting.escaping import excerpt, inline, web_address
from desktop_app.exporting.passages import Passages
from desktop_app.exporting.reader_notes import guarded
from desktop_app.exporting.regions import checksums, record_line, region_lines

_BELOW_SECTION = 3
"""The highest level of a heading in a note: one below “## Highlights and notes”."""
_Said = TypeVar("_Said", Attribution, Claim)
_TAG = re.compile(r"(?=.*[^\d/_-])[\w/-]+")


class Profile(StrEnum):
    """callouts: callouts, tags and block ids as Obsidian and its kin know them. commonmark: nothing beyond CommonMark."""

    CALLOUTS = "callouts"
    COMMONMARK = "commonmark"


def article_markdown(reading: Reading, *, profile: Profile = Profile.CALLOUTS, exported_at: datetime) -> str:
    """Front matter, then one region each for the article, the reader's notes, quotations, claims, topics and how they were
    found; what is empty is left out. Words of the article show literally; the reader's notes stay the Markdown they are."""
    values = _front_values(reading, profile, exported_at)
    front = [line for key, value in values.items() for line in front_matter.dumped(key, value)]
    lines = ["---", *front, "---", "", record_line(front_matter.record_of(values))]
    for region_id, content in _Sheet(reading, profile).regions():
        if content:
            padded = [*content, ""]
            lines += ["", *region_lines(region_id, padded, checksums(padded))]
    return "\n".join(lines) + "\n"


def _front_values(reading: Reading, profile: Profile, exported_at: datetime) -> dict[str, front_matter.Value]:
    facts = reading.article.metadata
    tags = dict.fromkeys(_folded(tag) for highlight in reading.highlights for tag in highlight.tags)
    if profile is Profile.CALLOUTS:
        tags = dict.fromkeys(tag.replace(" ", "-") for tag in tags)
    values: dict[str, front_matter.Value] = {
        "id": reading.article.id,
        "title": _folded(facts.title),
        "author": re.sub(r"^by\s+", "", _folded(facts.byline), flags=re.IGNORECASE),
        "site": _folded(facts.outlet),
        "published": _moment(_folded(facts.published)),
        "source": _folded(facts.address),
        "accessed": reading.article.imported_at.date(),
        "tags": [tag for tag in tags if tag],
        "link": str(Link(reading.article.id)),
        "exported": exported_at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z",
        "pressmark": __version__,
    }
    return {key: value for key, value in values.items() if value}


class _Sheet:
    """One reading on its way to Markdown."""

    def __init__(self, reading: Reading, profile: Profile) -> None:
        self._reading = reading
        self._findings = reading.findings or Findings("", "")
        self._rich = profile is Profile.CALLOUTS
        self._passages = Passages(reading.revision)
        self._block_ids: set[str] = set()

    def regions(self) -> Iterator[tuple[str, list[str]]]:
        yield "article", self._article()
        yield "notes", self._notes()
        yield "quotations", self._quotations()
        yield "claims", self._claims()
        yield "topics", self._topics()
        yield "about", self._about()

    # -- the article ----------------------------------------------------------------------------------------------------

    def _article(self) -> list[str]:
        facts = self._reading.article.metadata
        source = web_address(facts.address)
        about = [inline(facts.byline), inline(facts.outlet), inline(readable(facts.published))]
        about += [f"[Source]({source})" if source else "", f"[Open in Pressmark]({Link(self._reading.article.id)})"]
        return [f"# {inline(facts.title) or 'Untitled article'}", "", " · ".join(part for part in about if part)]

    # -- the reader's words ---------------------------------------------------------------------------------------------

    def _notes(self) -> list[str]:
        """Notes on the article, then highlights and notes on findings in reading order, then notes whose passage is gone."""
        on_article = [note for note in self._reading.notes if note.target is NoteTarget.ARTICLE]
        elsewhere = [note for note in self._reading.notes if note.target is not NoteTarget.ARTICLE]
        notes_on: dict[tuple[NoteTarget, str], list[Note]] = {}
        for note in elsewhere:
            notes_on.setdefault((note.target, note.target_id), []).append(note)
        items: list[tuple[tuple[int, int, str], list[str]]] = []
        for highlight in self._reading.highlights:
            notes = notes_on.pop((NoteTarget.HIGHLIGHT, highlight.id), [])
            items.append((_reading_order(highlight.span, highlight.id), self._highlight(highlight, notes)))
        lost: list[Note] = []
        for (target, target_id), notes in notes_on.items():
            place = self._reading.place_of(notes[0])
            if place is None and (target is not NoteTarget.SPEAKER or self._findings.speaker(target_id) is None):
                lost += notes
            else:
                items.append((_reading_order(place or Span(0, 0), target_id), self._finding_with_notes(notes)))
        lines = [part for note in on_article for part in self._note(note)]
        lines += [line for _, item in sorted(items, key=lambda item: item[0]) for line in item]
        for note in lost:
            body = self._note(note)
            lines += ["*On something that is no longer found in the text:*", "", *body] if body else []
        return _section("## Highlights and notes", lines)

    def _highlight(self, highlight: Highlight, notes: Sequence[Note]) -> list[str]:
        colour = next(
            (colour.name for colour in self._reading.colours if colour.id == highlight.colour_id), "Highlight"
        )
        words = [inline(words) for words in self._passages.paragraphs([highlight.span]) or [highlight.anchor.exact]]
        title = " · ".join([inline(colour), *map(self._tag, highlight.tags)])
        link = Link(self._reading.article.id, "highlight", highlight.id)
        lines = self._callout("note", title, words, f"[Open passage]({link})", self._block_id("h", highlight.id))
        return [*lines, *(part for note in notes for part in self._note(note))]

    def _finding_with_notes(self, notes: Sequence[Note]) -> list[str]:
        """A note on a quotation stands below that quotation, one on a speaker below the speaker's name."""
        body = [part for note in notes for part in self._note(note)]
        found = next((item for item in self._findings.attributions if item.id == notes[0].target_id), None)
        if not body:
            return []
        if found is not None and notes[0].target is NoteTarget.ATTRIBUTION:
            return [*self._quotation(found, self._block_id("n", notes[0].id)), *body]
        article_id, target_id = self._reading.article.id, notes[0].target_id
        claim = next((item for item in self._findings.claims if item.id == target_id), None)
        if claim is not None and notes[0].target is NoteTarget.CLAIM:
            words = [inline(paragraph) for paragraph in self._passages.paragraphs([claim.span])]
            below = f"[Open passage]({Link(article_id, 'claim', claim.id)})"
            title = self._speaker(self._findings.speaker(claim.speaker))
            return [*self._callout("quote", title, words, below, self._block_id("n", notes[0].id)), *body]
        topic = next((item for item in self._findings.topics if item.id == target_id), None)
        if topic is not None and notes[0].target is NoteTarget.TOPIC:
            link = Link(article_id, "topic", topic.id)
            return [f"**On {inline(topic.label)}** · [Open passage]({link})", "", *body]
        speaker = self._findings.speaker(target_id)
        link = Link(article_id, "speaker", target_id)
        return [f"**On {self._speaker(speaker)}** · [Open passage]({link})", "", *body]

    def _note(self, note: Note) -> list[str]:
        text = guarded(note.text, obsidian=self._rich, top=_BELOW_SECTION)
        return [*text.split("\n"), ""] if text else []

    # -- who said what --------------------------------------------------------------------------------------------------

    def _quotations(self) -> list[str]:
        quoted = [item for item in self._findings.attributions if item.kind is not AttributionKind.INDIRECT]
        lines: list[str] = []
        for speaker, group in self._by_speaker(quoted):
            lines += [f"### {self._speaker(speaker)}", ""]
            lines += self._honest_line(speaker)
            for found in group:
                lines += self._quotation(found, self._block_id("q", found.id), under_heading=True)
        return _section("## Quotations", lines)

    def _quotation(self, found: Attribution, block_id: str, *, under_heading: bool = False) -> list[str]:
        words = [inline(paragraph) for paragraph in self._words(found.content, found.kind)]
        cue = cue_of(self._reading.revision.text, found)
        link = Link(self._reading.article.id, "attribution", found.id)
        below = f"[Open passage]({link}) · {_kind(found, cue)}{_doubt(found.confidence)}"
        if found.kind is not AttributionKind.DIRECT and words:
            words[0] = _led(cue, words[0])
            words[-1] = _followed(cue, words[-1])
        title = self._speaker(self._findings.speaker(found.speaker))
        return self._callout("quote", title, words, below, block_id, repeats_heading=under_heading)

    def _words(self, spans: Sequence[Span], kind: AttributionKind) -> list[str]:
        if kind is AttributionKind.INDIRECT:
            return self._passages.paragraphs(spans)
        return self._passages.quoted(spans, also_single=kind is AttributionKind.DIRECT)

    def _claims(self) -> list[str]:
        attributions = {found.id: found for found in self._findings.attributions}
        repetitions = Counter(claim.repeats for claim in self._findings.claims)
        lines: list[str] = []
        for speaker, group in self._by_speaker(self._findings.claims):
            lines += [f"### {self._speaker(speaker)}", ""]
            lines += self._honest_line(speaker)
            for claim in group:
                lines.append(self._claim(claim, attributions.get(claim.attribution or ""), 1 + repetitions[claim.id]))
                lines += self._judgement(claim)
            lines.append("")
        return _section("## Claims", lines)

    def _claim(self, claim: Claim, found: Attribution | None, times: int) -> str:
        words = " ".join(self._passages.paragraphs([claim.span]))
        kind = ""
        if found is None:
            words = inline(words)
        elif found.kind is AttributionKind.DIRECT:
            # A claim may end before the mark does, so a quoted one gets a pair of marks of its own.
            words = inline(f"“{words}”")
            kind = f" · {_kind(found, cue_of(self._reading.revision.text, found))}"
        else:
            holds_cue = any(
                span.overlaps(claim.span) for span in found.cue
            )  # “The harbour, Berg said, would be closed”
            cue = Cue("", "") if holds_cue else cue_of(self._reading.revision.text, found)
            words = _followed(cue, _led(cue, inline(words)))
            kind = f" · {found.kind}"
        link = Link(self._reading.article.id, "claim", claim.id)
        said = f" · said {times} times" if times > 1 else ""
        if claim.repeats is not None:
            said = f" · said [before]({Link(self._reading.article.id, 'claim', claim.repeats)})"
        facts = f"{kind}{_doubt(claim.confidence)}{_worth(claim)}{said}"
        return f"- {words} [Open passage]({link}){facts}{self._at_end('c', claim.id)}"

    def _judgement(self, claim: Claim) -> list[str]:
        """The status that the reader gave last, on which day, and their note: a paragraph of the claim's item."""
        word = self._reading.word
        judged = word.statuses.get(claim.id, ())[-1:] if word is not None else ()
        if not judged or (judged[0].status is ClaimStatus.TO_CHECK and not judged[0].note):
            return []
        day = readable(judged[0].made_at.astimezone(UTC).date().isoformat())
        note = guarded(judged[0].note, obsidian=self._rich, top=_BELOW_SECTION)
        lines = [f"**{str(judged[0].status).capitalize()}** · {day}", *(["", *note.split("\n")] if note else []), ""]
        return ["", *(f"  {line}" if line else "" for line in lines)]

    def _topics(self) -> list[str]:
        lines: list[str] = []
        for topic in self._findings.topics:
            lines += [f"### {inline(topic.label) or 'Untitled'}{_doubt(topic.confidence)}", ""]
            phrases = ", ".join(phrase for phrase in map(inline, topic.key_phrases) if phrase)
            if phrases:
                lines += [phrases, ""]
            for span in topic.spans:
                first = excerpt(" ".join(self._passages.paragraphs([span])))
                link = Link(self._reading.article.id, "topic", topic.id, span)
                lines.append(f"- {inline(first)} [Open passage]({link})")
            lines.append("")
        return _section("## Topics", lines)

    def _about(self) -> list[str]:
        if self._reading.findings is None:
            return []
        found = self._reading.findings
        return [
            f"*Quotations, claims and topics were found by a program (Pressmark {__version__}, engine {inline(found.engine)} "
            f"{inline(found.engine_version)}). It can be wrong: check a passage before you rely on it.*"
        ]

    # -- shapes ---------------------------------------------------------------------------------------------------------

    def _callout(
        self, kind: str, title: str, words: Sequence[str], below: str, block_id: str, *, repeats_heading: bool = False
    ) -> list[str]:
        """`words`: paragraphs that are Markdown already."""
        paragraphs = [line for paragraph in words for line in (">", f"> {paragraph}")][1:]
        if self._rich:
            lines = [f"> [!{kind}] {title}", *paragraphs, ">", f"> {below}", ""]
            return [*lines, f"^{block_id}", ""]
        head = [] if repeats_heading else [f"**{title}**", ""]
        return [*head, *paragraphs, "", below, ""]

    def _block_id(self, letter: str, target_id: str) -> str:
        safe = re.sub(r"[^0-9A-Za-z-]", "-", target_id)
        short = f"{letter}-{safe[:8]}"
        chosen = short if short not in self._block_ids else f"{letter}-{safe}"
        self._block_ids.add(chosen)
        return chosen

    def _at_end(self, letter: str, target_id: str) -> str:
        return f" ^{self._block_id(letter, target_id)}" if self._rich else ""

    def _tag(self, tag: str) -> str:
        dashed = _folded(tag).replace(" ", "-")
        return f"#{dashed}" if self._rich and _TAG.fullmatch(dashed) else inline(tag)

    def _speaker(self, speaker: Speaker | None) -> str:
        if speaker is None:
            return "Unattributed"
        role = "unnamed source" if speaker.kind is SpeakerKind.UNNAMED else inline(speaker.role)
        name = inline(speaker.name) or "Nameless"
        return f"{name} ({role})" if role else name

    def _honest_line(self, speaker: Speaker | None) -> list[str]:
        return ["The article does not say whose words these are.", ""] if speaker is None else []

    def _by_speaker(self, found: Iterable[_Said]) -> Iterator[tuple[Speaker | None, list[_Said]]]:
        """Speakers in the order of the findings, those whom the article does not name last; each one's words by place."""
        groups: dict[str, list[_Said]] = {speaker.id: [] for speaker in self._findings.speakers}
        nobodys: list[_Said] = []
        for item in found:
            groups.get(item.speaker or "", nobodys).append(item)
        yield from ((speaker, groups[speaker.id]) for speaker in self._findings.speakers if groups[speaker.id])
        if nobodys:
            yield None, nobodys


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    rest = list(lines)
    while rest and not rest[-1]:
        rest.pop()
    return [heading, "", *rest] if rest else []


def _reading_order(span: Span, tie: str) -> tuple[int, int, str]:
    return (span.start, -span.end, tie)


def _kind(found: Attribution, cue: Cue) -> str:
    """“direct · said”: a quotation stands for itself, so its cue is told beside it. Of other kinds the cue is with the words."""
    return f"direct · {inline(cue.words)}" if found.kind is AttributionKind.DIRECT and cue.words else str(found.kind)


def _led(cue: Cue, words: str) -> str:
    return f"*{inline(cue.before)}* {words}" if inline(cue.before) else words


def _followed(cue: Cue, words: str) -> str:
    return f"{words} — *{inline(cue.after)}*" if inline(cue.after) else words


def _doubt(confidence: float) -> str:
    return " (a guess)" if confidence < LIKELY_FROM else ""


def _worth(claim: Claim) -> str:
    """“ · worth checking (number, comparison)”, “ · a prediction”: the hint, or what speaks against checking."""
    if CheckReason.PREDICTION in claim.reasons:
        return " · a prediction"
    if CheckReason.OPINION in claim.reasons:
        return " · an opinion"
    return f" · worth checking ({', '.join(claim.reasons)})" if claim.worth >= WORTH_CHECKING_FROM else ""


def _folded(text: str) -> str:
    return " ".join(text.split())


def _moment(published: str) -> str | date:
    """A day as a day, which front matter knows; anything else as the words that the article gave."""
    try:
        return date.fromisoformat(published) if len(published) == len("2026-01-31") else published
    except ValueError:
        return published
