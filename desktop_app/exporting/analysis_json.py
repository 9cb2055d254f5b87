"""What one analysis found, as the plain data of one line of `pressmark analyze` (schema 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.domain.article import ImportedArticle, text_sha256
from desktop_app.domain.findings import Findings
from desktop_app.domain.spans import Span

SCHEMA = 1


def analysis_record(file: str, imported: ImportedArticle, findings: Findings) -> dict[str, Any]:
    """Everything in one dictionary that JSON can hold. Offsets are code points of `text`, half-open. Unknown words of the
    article about itself are empty strings; an unattributed speaker is None."""
    facts = imported.metadata
    return {
        "schema": SCHEMA,
        "file": file,
        "title": facts.title,
        "byline": facts.byline,
        "outlet": facts.outlet,
        "published": facts.published,
        "language": facts.language,
        "text": imported.text,
        "text_sha256": text_sha256(imported.text),
        "repairs": len(imported.repairs),
        "engine": {"name": findings.engine, "version": findings.engine_version},
        "blocks": [
            {"kind": str(block.kind), "start": block.span.start, "end": block.span.end} for block in imported.blocks
        ],
        "speakers": [
            {
                "id": speaker.id,
                "name": speaker.name,
                "kind": str(speaker.kind),
                "role": speaker.role,
                "aliases": list(speaker.aliases),
                "mentions": _pairs([mention.span for mention in speaker.mentions]),
            }
            for speaker in findings.speakers
        ],
        "attributions": [
            {
                "id": found.id,
                "kind": str(found.kind),
                "content": _pairs(found.content),
                "quoted": _pairs(found.quoted),
                "cue": _pairs(found.cue),
                "source": _pairs(found.source),
                "speaker": found.speaker,
                "confidence": found.confidence,
                "found_by": found.found_by,
            }
            for found in findings.attributions
        ],
        "claims": [
            {
                "id": claim.id,
                "attribution": claim.attribution,
                "span": list(claim.span),
                "speaker": claim.speaker,
                "confidence": claim.confidence,
                "worth": claim.worth,
                "reasons": [str(reason) for reason in claim.reasons],
                "repeats": claim.repeats,
            }
            for claim in findings.claims
        ],
        "topics": [
            {
                "id": topic.id,
                "label": topic.label,
                "key_phrases": list(topic.key_phrases),
                "spans": _pairs(topic.spans),
            }
            for topic in findings.topics
        ],
        "not_speech": _pairs(findings.not_speech),
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
