"""The reader's preferences and the window's last shape: one typed dataclass, one small JSON file in the profile."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

_log = logging.getLogger(__name__)
THEMES = ("system", "light", "sepia", "dark", "contrast_light", "contrast_dark")
FACES = ("serif", "sans", "legible")
USUAL_SIZE = 13.5
"""Points that count as 100 %."""
TYPE_PERCENTS = (80, 300)
TYPE_SIZES = (USUAL_SIZE * TYPE_PERCENTS[0] / 100, USUAL_SIZE * TYPE_PERCENTS[1] / 100)
LINE_WIDTHS = (45, 100)
LINE_HEIGHTS = (1.2, 2.0)
EXPORT_PROFILES = ("callouts", "commonmark")
LIBRARY_ORDERS = (
    "title",
    "outlet",
    "author",
    "published",
    "imported",
    "opened",
    "quotations",
    "speakers",
    "notes",
    "stars",
)
MOST_KEYS = 4
"""Keys that one command may have."""
_CHOICES = {"theme": THEMES, "face": FACES, "export_profile": EXPORT_PROFILES, "library_order": LIBRARY_ORDERS}
_RANGES: dict[str, tuple[float, float]] = {
    "type_size": TYPE_SIZES,
    "line_width": LINE_WIDTHS,
    "line_height": LINE_HEIGHTS,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes: `type_size` in points, `line_width` in characters, `line_height` in sizes of the type; `geometry` is Qt's own,
    in base 64. `keys`: what the reader changed, by command; a command without any key has an empty tuple."""

    theme: str = "system"
    type_size: float = USUAL_SIZE
    line_width: int = 68
    line_height: float = 1.5
    face: str = "serif"
    letter_keys: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    library_shown: bool = True
    findings_shown: bool = True
    panel_sizes: tuple[int, ...] = (250, 800, 380)
    geometry: str = ""
    last_article: str = ""
    last_colour: str = ""
    last_folder: str = ""
    export_profile: str = "callouts"
    library_order: str = "imported"
    library_upwards: bool = False
    sections_shown: bool = True


def load_settings(profile: Path) -> Settings:
    """What was saved; anything missing or unreadable takes its default, so that a damaged file never stops the program."""
    try:
        stored = json.loads((profile / "settings.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("settings could not be read and start afresh: %s", error)
        return Settings()
    return _checked(stored if isinstance(stored, dict) else {})


def save_settings(profile: Path, settings: Settings) -> None:
    """Write the whole file anew, through a temporary one, so that a crash leaves the old or the new. OSError if it can't."""
    profile.mkdir(parents=True, exist_ok=True)
    path = profile / "settings.json"
    temporary = path.with_suffix(".json.new")
    temporary.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    temporary.replace(path)


def _checked(stored: dict[str, object]) -> Settings:
    default = asdict(Settings())
    kept = {name: value for name, value in stored.items() if name in default and _fits(name, value, default[name])}
    if "panel_sizes" in kept:
        kept["panel_sizes"] = tuple(kept["panel_sizes"])  # type: ignore[arg-type]
    kept["keys"] = _keys(stored.get("keys"))
    return Settings(**kept)  # type: ignore[arg-type]


def _keys(stored: object) -> dict[str, tuple[str, ...]]:
    """The commands whose keys are a list of a few words; whether these are keys is for the table of commands to say."""
    if not isinstance(stored, dict):
        return {}
    return {
        name: tuple(keys)
        for name, keys in stored.items()
        if isinstance(keys, list) and len(keys) <= MOST_KEYS and all(isinstance(key, str) for key in keys)
    }


def _fits(name: str, value: object, default: object) -> bool:
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name == "panel_sizes":
        return (
            isinstance(value, list)
            and len(value) == 3
            and all(type(size) is int and 0 <= size < 20_000 for size in value)
        )
    if name in _RANGES:
        low, high = _RANGES[name]
        return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high
    return type(value) is type(default)
