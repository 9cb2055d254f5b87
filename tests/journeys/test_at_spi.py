"""What a screen reader is told of the real program in a real window, asked for over AT-SPI as a screen reader asks."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

SECONDS = 60
_PROGRAMS = ("Xvfb", "dbus-daemon", "busctl")
_LIBRARIES = ("xcb-cursor.so.0", "xcb-icccm.so.4", "xcb-keysyms.so.1", "xcb-shape.so.0", "xkbcommon-x11.so.0")
_SERVICES = ("services/org.a11y.Bus.service", "accessibility-services/org.a11y.atspi.Registry.service")
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_FOCUSED, _SHOWING = 12, 25  # AtspiStateType
_KEYSYM = 3  # AtspiKeySynthType: press and release what a keysym stands for
_J, _K = 0x6A, 0x6B
_NEED_A_NAME = {
    *("push button", "button", "check box", "toggle button", "radio button", "combo box", "text", "slider"),
    *("list", "list item", "page tab", "progress bar", "menu item", "tool bar"),
}


def _lacking() -> list[str]:
    """What of the above this machine does not have."""
    if not sys.platform.startswith("linux"):
        return ["Linux"]
    lacking = [program for program in _PROGRAMS if shutil.which(program) is None]
    for library in _LIBRARIES:
        try:
            ctypes.CDLL(f"lib{library}")
        except OSError:
            lacking.append(f"lib{library}")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    folders = [Path(folder) / "dbus-1" for folder in shared.split(":")]
    if not all(any((folder / service).exists() for folder in folders) for service in _SERVICES):
        lacking.append("at-spi2-core")
    return lacking


LACKING = _lacking()
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason="a window that a screen reader can read needs " + ", ".join(LACKING)),
]


@dataclass(frozen=True)
class Bus:
    """A message bus, spoken to by one short-lived process for each call: no library of ours is in between."""

    address: str

    def call(self, name: str, path: str, interface: str, method: str, *arguments: str) -> Any:
        """The first value of the answer; None where there is none."""
        words = ["busctl", f"--address={self.address}", "--json=short", "call", "--", name, path, interface, method]
        done = subprocess.run([*words, *arguments], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, f"{method} of {interface} at {path}: {done.stderr}"
        answer = json.loads(done.stdout)["data"] if done.stdout.strip() else []
        return answer[0] if answer else None


@dataclass(frozen=True)
class Node:
    """One thing in the tree that a screen reader walks."""

    bus: Bus
    name_on_bus: str
    path: str

    @property
    def name(self) -> str:
        return str(self._property("Accessible", "Name"))

    @property
    def description(self) -> str:
        return str(self._property("Accessible", "Description"))

    @property
    def role(self) -> str:
        return str(self._ask("Accessible", "GetRoleName"))

    @property
    def children(self) -> list[Node]:
        return [Node(self.bus, *child) for child in self._ask("Accessible", "GetChildren")]

    @property
    def is_showing(self) -> bool:
        return self._is(_SHOWING)

    @property
    def is_focused(self) -> bool:
        return self._is(_FOCUSED)

    @property
    def caret(self) -> int:
        """In characters from the start of the text."""
        return int(self._property("Text", "CaretOffset"))

    @property
    def text(self) -> str:
        return str(self._ask("Text", "GetText", "ii", "0", "-1"))

    def below(self) -> Iterator[Node]:
        """Everything in sight that hangs on this, in the order of the tree."""
        for child in self.children:
            if child.is_showing:
                yield child
                yield from child.below()

    def find(self, role: str, name: str) -> Node:
        """The one thing in sight of that role whose whole name matches."""
        found = [node for node in self.below() if node.role == role and re.fullmatch(name, node.name)]
        assert len(found) == 1, f"{role} “{name}”: {len(found)} of them"
        return found[0]

    def do(self) -> None:
        """Press it, open it, choose it: whatever it does first."""
        assert self._ask("Action", "DoAction", "i", "0") is True

    def select(self, start: int, end: int) -> None:
        assert self._ask("Text", "SetSelection", "iii", "0", str(start), str(end)) is True

    def take_focus(self) -> None:
        assert self._ask("Component", "GrabFocus") is True

    def _is(self, state: int) -> bool:
        low, high = self._ask("Accessible", "GetState")
        return bool((low | high << 32) >> state & 1)

    def _property(self, interface: str, name: str) -> Any:
        answer = self.bus.call(
            *(self.name_on_bus, self.path, "org.freedesktop.DBus.Properties", "Get"),
            *("ss", f"org.a11y.atspi.{interface}", name),
        )
        return answer["data"]

    def _ask(self, interface: str, method: str, *arguments: str) -> Any:
        return self.bus.call(self.name_on_bus, self.path, f"org.a11y.atspi.{interface}", method, *arguments)


@dataclass(frozen=True)
class Seat:
    """The running program, and what a screen reader can do with it."""

    program: subprocess.Popen[bytes]
    bus: Bus
    window: Node

    def press(self, keysym: int) -> None:
        """As if on the keyboard: it goes to whatever has the focus."""
        where = f"{_ROOT.removesuffix('accessible/root')}registry/deviceeventcontroller"
        interface = "org.a11y.atspi.DeviceEventController"
        self.bus.call(_REGISTRY, where, interface, "GenerateKeyboardEvent", "isu", str(keysym), "", str(_KEYSYM))

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Until it is so, as long as the program runs."""
        _wait(self.program, condition, what)

    def wait_to_see(self, role: str, name: str) -> None:
        self.wait_for(lambda: _has(self.window, role, name), f"{role} “{name}”")

    def part(self, role: str, name: str = ".*") -> Node:
        return self.window.find(role, name)


def _wait(program: subprocess.Popen[bytes], condition: Callable[[], bool], what: str) -> None:
    last = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < last, f"waited in vain for {what}"
        try:
            program.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"the program ended before {what}")


def _started(words: list[str], environment: dict[str, str], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(words, env=environment, **more)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _line(stream: IO[bytes] | None) -> str:
    """What a server says when it is ready."""
    assert stream is not None
    said = stream.readline().decode().strip()
    assert said, "a server did not start"
    return said


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A screen and a message bus of its own: nothing on the desktop of whoever runs this is touched."""
    home = tmp_path_factory.mktemp("home")
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    foreign = {"DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY", "NO_AT_BRIDGE"}
    made = {name: value for name, value in os.environ.items() if name not in foreign}
    made |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(Path(__file__).parents[2])}
    made |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
    for server in _started(screen, made, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL):
        made["DISPLAY"] = ":" + _line(server.stdout)
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        for daemon in _started(bus, made, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL):
            made["DBUS_SESSION_BUS_ADDRESS"] = _line(daemon.stdout)
            yield made


@pytest.fixture(scope="module")
def seat(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The program with the sample article, opened by its button, analysed, and in front."""
    session = Bus(environment["DBUS_SESSION_BUS_ADDRESS"])
    bus = Bus(str(session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")))
    profile = tmp_path_factory.mktemp("library") / "profile"
    words = [sys.executable, "-m", "desktop_app", "--profile", str(profile)]
    desktop = Node(bus, _REGISTRY, _ROOT)
    for program in _started(words, environment):
        _wait(program, lambda: any(node.children for node in desktop.children), "a window on the bus")
        [window] = desktop.children[0].children
        made = Seat(program, bus, window)
        made.wait_to_see("push button", "Read the sample article")
        made.part("push button", "Read the sample article").do()
        made.wait_to_see("label", "Analysed by .*")
        # There is no window manager here; a second start brings the window that is open to the front.
        assert subprocess.run(words, env=environment, timeout=SECONDS, check=False).returncode == 0
        yield made


def _has(node: Node, role: str, name: str) -> bool:
    return any(below.role == role and re.fullmatch(name, below.name) for below in node.below())


def test_the_window_is_named_after_the_article(seat: Seat) -> None:
    assert seat.window.role == "frame"
    assert re.fullmatch("Minister promises .* – Pressmark", seat.window.name)


def test_every_menu_is_named_and_what_hangs_in_it_too(seat: Seat) -> None:
    menus = seat.part("menu bar").children
    assert [menu.name for menu in menus] == ["File", "Edit", "Mark", "Correct", "Claims", "Go", "View", "Help"]
    for menu in menus:
        [popup] = menu.children
        entries = [entry.name for entry in popup.children if entry.role != "separator"]
        assert entries, menu.name
        assert all(entries), menu.name


def test_whatever_is_in_sight_and_answers_has_a_name(seat: Seat) -> None:
    roles = [(node.path, node.role, node.name) for node in seat.window.below()]
    assert [(path, role) for path, role, name in roles if role in _NEED_A_NAME and not name.strip()] == []


def test_nothing_in_sight_is_described_in_markup(seat: Seat) -> None:
    seat.part("page tab", "Claims.*").do()
    seat.wait_to_see("check box", "Show only what is unsure")
    seat.part("check box", "Show only what is unsure").do()
    seat.part("text", "Article").select(0, 8)
    seat.wait_to_see("push button", "Write a note on this passage")
    seat.wait_to_see("push button", "Release the filter .*")
    said = [(node.name, node.description) for node in seat.window.below()]
    assert ("Write a note on this passage", "N") in said
    assert [(name, words) for name, words in said if "</" in words] == []
    seat.part("push button", "Release the filter .*").do()
    seat.part("text", "Article").select(0, 0)


def test_a_screen_reader_can_filter_the_claims(seat: Seat) -> None:
    seat.part("page tab", "Claims.*").do()
    for chip, told in (("Show claims: Direct", "direct|quoted"), ("Show only what is unsure", "unsure only")):
        seat.wait_to_see("check box", chip)
        seat.part("check box", chip).do()
        seat.wait_to_see("push button", f"Release the filter ({told})")
        seat.part("push button", f"Release the filter ({told})").do()


def test_a_box_tells_what_is_chosen_with_it_not_only_what_was_chosen(seat: Seat) -> None:
    seat.part("page tab", "Claims.*").do()
    seat.wait_to_see("combo box", "All speakers")
    assert seat.part("combo box", "All speakers").description == "Filter claims by speaker"


def test_the_page_reads_as_text_with_the_words_of_the_article(seat: Seat) -> None:
    page = seat.part("text", "Article")
    assert page.text.startswith("Minister promises ‘full accounting’ on twice-awarded harbour contract\n")
    assert "the Port Verrin dredging contract had been awarded twice" in page.text
    assert re.search(r"Quotations: \d+\. Speakers: \d+\.", page.description)


def test_the_tabs_bring_lists_of_findings_whose_rows_say_what_they_are(seat: Seat) -> None:
    lists = {
        "Speakers": ("Speakers", r"Ilse Varga, Transport Minister, \d+ quotes, \d+ claims"),
        "Claims": ("Claims in reading order", r"Ilse Varga said: the Port Verrin dredging contract .*"),
        "Topics": ("Topics", r".+: .+ passages?.*"),
    }
    for tab, (name, row) in lists.items():
        seat.part("page tab", f"{tab}.*").do()
        seat.wait_to_see("list", name)
        rows = [(node.role, node.name) for node in seat.part("list", name).children]
        assert {role for role, _ in rows} == {"list item"}
        assert all(words for _, words in rows), tab
        assert any(re.fullmatch(row, words) for _, words in rows), tab
    seat.part("page tab", "Notes").do()
    seat.wait_to_see("push button", "Write a note on the article")


def test_the_tool_bar_has_buttons_with_names(seat: Seat) -> None:
    buttons = {
        node.name for node in seat.part("tool bar", "Tools").below() if node.role in {"push button", "check box"}
    }
    assert {"Open an article", "Export notes", "Find in the article", "Reading options"} <= buttons
    assert {"Back", "Forward", "Show or hide the library", "Show or hide findings and notes"} <= buttons


def test_the_status_line_tells_what_was_found(seat: Seat) -> None:
    labels = [node.name for node in seat.part("status bar").below() if node.role == "label"]
    assert any(re.fullmatch(r"\d+ quotations · \d+ speakers · \d+ topics", words) for words in labels)


def test_the_letter_keys_of_the_page_move_the_caret_that_a_screen_reader_follows(seat: Seat) -> None:
    page = seat.part("text", "Article")
    page.take_focus()
    seat.wait_for(lambda: page.is_focused, "the focus on the page")
    places = [page.caret]
    for _ in range(3):
        seat.press(_J)
        seat.wait_for(lambda: page.caret > places[-1], "the next finding")
        places.append(page.caret)
    assert page.text[places[2] :].startswith("the Port Verrin dredging contract had been awarded twice")
    seat.press(_K)
    seat.wait_for(lambda: page.caret == places[-2], "the finding before")
    assert page.is_focused
