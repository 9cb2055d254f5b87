"""Speakers are the same where their names say so; titles, nicknames and initials decide nothing."""

from __future__ import annotations

import pytest

from desktop_app.domain.findings import Speaker, SpeakerKind
from tests.evaluation.corpus import GoldSpeaker
from tests.evaluation.names import has_full_name, is_same


@pytest.mark.parametrize(
    ("found", "kind", "gold", "same"),
    [
        ("Ann Ray", SpeakerKind.PERSON, ("Ann Ray", SpeakerKind.PERSON), True),
        ("Mayor Ann Ray", SpeakerKind.PERSON, ("Ann Ray", SpeakerKind.PERSON), True),
        ("Ray", SpeakerKind.PERSON, ("Ann Ray", SpeakerKind.PERSON), True),
        ("the mayor", SpeakerKind.PERSON, ("Ann Ray", SpeakerKind.PERSON), False),
        ("Bob Ray", SpeakerKind.PERSON, ("Ann Ray", SpeakerKind.PERSON), False),
        ("officials", SpeakerKind.UNNAMED, ("Two officials", SpeakerKind.UNNAMED), True),
        ("officials", SpeakerKind.GROUP, ("Two officials", SpeakerKind.UNNAMED), True),
        ("Ministry", SpeakerKind.ORGANISATION, ("Spokesman for the ministry", SpeakerKind.UNNAMED), True),
        ("Ministry", SpeakerKind.ORGANISATION, ("The ministry", SpeakerKind.ORGANISATION), True),
        ("Ministry", SpeakerKind.ORGANISATION, ("Bank", SpeakerKind.ORGANISATION), False),
    ],
)
def test_speakers_are_compared_by_name(
    found: str, kind: SpeakerKind, gold: tuple[str, SpeakerKind], same: bool
) -> None:
    expected = GoldSpeaker("k", gold[0], gold[1], "", ("Ray", "the mayor") if gold[1] is SpeakerKind.PERSON else ())
    assert is_same(Speaker("s1", found, kind), expected) is same


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("Juan Lima", "Juan “Jun” Lima", True),
        ("Jun Lima", 'Juan "Jun" Lima', True),
        ("Juan ‘Jun’ Lima", "Juan Lima", True),
        ("Pedro Lima", "Juan “Jun” Lima", False),
        ("Sean O’Dea", "Sean O'Dea", True),
        ("Ann Ray", "Ann B. Ray", True),
        ("A. P. Ray", "A. Ray", True),
        ("B. Ray", "A. Ray", False),
        ("Shafiq Bari", "Md Shafiq Bari", True),
        ("Md. Shafiq Bari", "Shafiq Bari", True),
        ("Chief Kofi Boa", "Kofi Boa", True),
        ("Kofi Boa", "Chief Justice Kofi Boa", True),
        ("Kofi Boa", "Dr. Kofi Boa", True),
        ("Ed Lim", "Ed Lim Jr.", True),
        ("Ed Lim, Jr", "Ed Lim Jr.", True),
        ("Ed Lim Jr", "Ed Lim", False),
        ("Ed Lim Sr", "Ed Lim Jr", False),
    ],
)
def test_a_name_is_not_wrong_for_what_newspapers_leave_out(found: str, gold: str, same: bool) -> None:
    speaker, expected = Speaker("s", found, SpeakerKind.PERSON), GoldSpeaker("k", gold, SpeakerKind.PERSON, "", ())
    assert is_same(speaker, expected) is same
    assert has_full_name(speaker, expected) is (same and found != "Jun Lima")


def test_whoever_is_no_person_has_no_fuller_name() -> None:
    assert has_full_name(
        Speaker("s", "officials", SpeakerKind.GROUP), GoldSpeaker("k", "Two officials", SpeakerKind.UNNAMED, "", ())
    )
