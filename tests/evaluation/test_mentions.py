"""Whatever is found in the annotated articles can be kept: every span has words, and lies in the text."""

from __future__ import annotations

from itertools import chain

import pytest

from desktop_app.analysis import analyse
from desktop_app.importing import read_document
from tests.evaluation.corpus import articles


@pytest.mark.parametrize("group", ["dev", "test"])
def test_every_span_of_every_finding_holds_words_of_the_text(group: str) -> None:
    for article in articles(group):
        imported = read_document(article.text.encode(), f"{article.name}.txt")
        findings = analyse(imported.text, imported.blocks)
        mentions = (mention.span for speaker in findings.speakers for mention in speaker.mentions)
        told = (
            one for found in findings.attributions for one in (*found.content, *found.quoted, *found.cue, *found.source)
        )
        for span in chain(mentions, told, findings.not_speech):
            assert 0 <= span.start < span.end <= len(imported.text), article.name
            assert span.of(imported.text).strip()
