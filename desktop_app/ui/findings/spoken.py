"""Rows of findings in words: for screen readers, tooltips and search by typing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.findings.delegates import (
    certainty,
    count_of_claims,
    count_of_quotes,
    described,
    facts_of,
    form_name,
    speaker_name,
)
from desktop_app.ui.findings.rows import ClaimRow, SpeakerRow, TopicRow
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import tooltip
from desktop_app.ui.row_list import Spoken


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


def speak_speaker(row: SpeakerRow) -> Spoken:
    quotes, claims = number(row.quotes), number(row.claims)
    counts = f"{quotes} {count_of_quotes(row.quotes)}, {claims} {count_of_claims(row.claims)}"
    name = speaker_name(row.name)
    whole = ", ".join(part for part in (name, described(row), counts) if part)
    aliases = _tr("Also called: %1").replace("%1", " · ".join(row.aliases)) if row.aliases else ""
    hint = _tr("Click: only this speaker, from what they said first. Double click or Enter: first mention.")
    return Spoken(whole, tooltip(name, described(row), aliases, hint))


def speak_claim(row: ClaimRow) -> Spoken:
    head = " ".join(part for part in (speaker_name(row.speaker_name), row.cue) if part)
    why = (
        _tr("Why: found by “%1”; %2, %3 (%4).")
        .replace("%1", row.found_by)
        .replace("%2", form_name(row.form))
        .replace("%3", f"{row.confidence:.2f}")
        .replace("%4", certainty(row.confidence))
    )
    kept = "" if row.kind == "claim" else _tr("A quotation in which nothing was found that could be checked.")
    return Spoken(
        f"{head}: {row.words} ({form_name(row.form)}, {certainty(row.confidence)})", tooltip(head, row.words, why, kept)
    )


def speak_topic(row: TopicRow) -> Spoken:
    phrases = ", ".join(row.key_phrases)
    hint = _tr("Click: first passage. Space: only this topic.")
    found = _tr("Found by “%1”, %2").replace("%1", row.found_by).replace("%2", f"{row.confidence:.2f}")
    whole = ": ".join(part for part in (row.label, phrases) if part)
    return Spoken(f"{whole}, {facts_of(row)}", tooltip(row.label, phrases, found, hint))
