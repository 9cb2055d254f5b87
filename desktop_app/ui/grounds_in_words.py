"""Why a finding says what it says, in words: where it comes from, what found it and how sure that is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.corrections import READER
from desktop_app.domain.findings import LIKELY_FROM, SURE_FROM
from desktop_app.ui.grounds import Grounds, Told
from desktop_app.ui.numbers import percent

_OF_SPEAKERS = frozenset({"name", "pronoun", "description", "another", "label", "thing"})
"""Parts of `found_by` that say how the speaker was told; the others say what saw the statement."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Grounds", text)


def certainty(confidence: float) -> str:
    if confidence >= SURE_FROM:
        return _tr("sure")
    return _tr("likely") if confidence >= LIKELY_FROM else _tr("a guess")


def confidence_in_words(confidence: float) -> str:
    return _tr("Confidence: %1, %2.").replace("%1", percent(confidence)).replace("%2", certainty(confidence))


def grounds_in_words(grounds: Grounds) -> list[str]:
    """One line each for source, cue and what found it."""
    cue = [_tr("Cue: “%1”.").replace("%1", grounds.cue)] if grounds.cue else []
    return [_source_in_words(grounds), *cue, finders_in_words(grounds.found_by)]


def _source_in_words(grounds: Grounds) -> str:
    chain = " → ".join(_tr("“%1”").replace("%1", words) for words in grounds.chain)
    match grounds.told:
        case Told.NOT if grounds.source:
            frame = _tr("Source: “%1”; who that is remains open.")
        case Told.NOT:
            return _tr("Source: none is given.")
        case Told.BY_CONTEXT if chain:
            return _tr("Source: not named here; goes on from %1.").replace("%1", chain)
        case Told.BY_CONTEXT:
            return _tr("Source: not named here; told by what stands around it.")
        case Told.BY_NAME:
            frame = _tr("Source: “%1”, by name.")
        case Told.BY_PRONOUN if chain:
            frame = _tr("Source: “%1”, a pronoun → %2.")
        case Told.BY_PRONOUN:
            frame = _tr("Source: “%1”, a pronoun; no name is given.")
        case _ if chain:
            frame = _tr("Source: “%1”, a description → %2.")
        case _:
            frame = _tr("Source: “%1”, a description; no name is given.")
    return frame.replace("%2", chain).replace("%1", grounds.source)


def finders_in_words(found_by: str) -> str:
    """“Found by the network and by a rule: …”. What has no words here, as other versions may have written it, is quoted."""
    if found_by == READER:
        return _tr("Made by you.")
    known = _finders()
    parts = [part for part in found_by.split("; ") if part not in _OF_SPEAKERS] or [found_by]
    rules = [known.get(part) or _tr("“%1”").replace("%1", part) for part in parts if part != "network"]
    if not rules:
        return _tr("Found by the network alone.")
    frame = _tr("Found by the network and by a rule: %1.") if len(rules) < len(parts) else _tr("Found by a rule: %1.")
    return frame.replace("%1", "; ".join(rules))


def _finders() -> dict[str, str]:
    saying, clause = _tr("quotation marks beside a verb of saying"), _tr("a verb of saying with what is said")
    return {
        "marks + verb": saying,
        "marks + verb, inverted": saying,
        "verb + marks": saying,
        "marks alone": _tr("quotation marks that nobody else’s words explain"),
        "colon": _tr("a colon before the words"),
        "according to": _tr("“according to” or its like"),
        "speaker label": _tr("a name set before the words, as in an interview"),
        "headline label": _tr("a name and a colon in the headline"),
        "clause + verb": clause,
        "verb + clause": clause,
        "verb + that": clause,
        "verb + to": _tr("a verb of saying with “to”"),
        "verb + question": _tr("a verb of asking with a question"),
        "verb + object": _tr("a verb of saying with what it is about"),
        "noun + that": _tr("a noun such as “claim” with what is claimed"),
        "passive": _tr("a passive such as “is said”, which names nobody"),
        "block quotation": _tr("a paragraph set apart as a quotation"),
        "repeated words": _tr("the same words quoted elsewhere"),
        "same paragraph": _tr("another quotation in the same paragraph"),
        "continued paragraph": _tr("a quotation that goes on from the paragraph before"),
        "alternating speakers": _tr("two people who speak in turn"),
        "untagged speech": _tr("the person whom the sense of the text points to"),
        "paragraph subject": _tr("the person that the paragraph speaks of"),
        "hearsay": _tr("a word such as “reportedly”, which names nobody"),
        "lead": _tr("what stands before the first subheading"),
        "subhead": _tr("a subheading of the article"),
        "vocabulary shift": _tr("the place where the words of the text change"),
        "whole article": _tr("no turn to another matter in the whole article"),
    }
