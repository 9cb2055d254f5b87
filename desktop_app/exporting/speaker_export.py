"""A speaker's page in whatever form it is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.ledger import Said, SpeakerPage
from desktop_app.exporting.speaker_html import speaker_html
from desktop_app.exporting.speaker_markdown import speaker_markdown
from desktop_app.exporting.speaker_tables import page_record, speaker_csv, speaker_text


class SpeakerForm(StrEnum):
    """The values are endings of file names."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


def speaker_export(page: SpeakerPage, said: Sequence[Said], form: SpeakerForm, exported_at: datetime) -> str:
    """The text of a file. said: all statements, in order of time."""
    match form:
        case SpeakerForm.MARKDOWN:
            return speaker_markdown(page, said, exported_at)
        case SpeakerForm.HTML:
            return speaker_html(page, said, exported_at)
        case SpeakerForm.CSV:
            return speaker_csv(page, said)
        case SpeakerForm.JSON:
            return json.dumps(page_record(page, said), ensure_ascii=False) + "\n"
        case SpeakerForm.TEXT:
            return speaker_text(page, said)
