"""What only the system can bring (Qt's libraries, Python's venv): what is missing, and how this distribution installs it."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """A shared library by the name that the loader knows, with the packages that hold it on Debian's and on Fedora's side."""

    file: str
    debian: str
    fedora: str


# Newer Debian and Ubuntu releases call some packages …t64; those still provide the old names, so the old names work everywhere.
OFFSCREEN = (
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
)
X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
)


@dataclass(frozen=True)
class Need:
    """Something that is missing, in one sentence, and the packages that bring it."""

    what: str
    packages: tuple[str, ...]


class Missing(Exception):
    """Something that only the system's administrator can add; the message says what, and the one line that adds it."""


def needed(environment: Mapping[str, str]) -> tuple[Library, ...]:
    """The libraries for the way in which Qt will show itself, as Qt chooses it from the environment."""
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    wants_x11 = platform == "xcb" or (not platform and bool(environment.get("DISPLAY")))
    wants_wayland = platform.startswith("wayland") or (not platform and bool(environment.get("WAYLAND_DISPLAY")))
    return OFFSCREEN + (X11 if wants_x11 else ()) + (WAYLAND if wants_wayland else ())


def is_loadable(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing(libraries: Iterable[Library], loadable: Callable[[str], bool] = is_loadable) -> list[Library]:
    return [library for library in libraries if not loadable(library.file)]


def family(os_release: Path = Path("/etc/os-release")) -> str:
    """“debian”, “fedora” or “” for any other system, as its own description says (ID and ID_LIKE, os-release(5))."""
    words: set[str] = set()
    try:
        lines = os_release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        key, _, value = line.partition("=")
        if key in ("ID", "ID_LIKE"):
            words.update(value.strip().strip("\"'").lower().split())
    if words & {"debian", "ubuntu"}:
        return "debian"
    if words & {"fedora", "rhel", "centos"}:
        return "fedora"
    return ""


def install_command(packages: Sequence[str], system: str) -> list[str]:
    """The command, without sudo, that installs the packages there; empty where the system is not known."""
    if system == "debian":
        return ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if system == "fedora":
        return ["dnf", "install", "-y", *packages]
    return []


def packages_for(libraries: Iterable[Library], system: str) -> list[str]:
    """Package names without repetition, in order."""
    return list(dict.fromkeys(library.fedora if system == "fedora" else library.debian for library in libraries))


def advice(what: str, packages: Sequence[str], system: str) -> str:
    """What is missing and, where it is known, the one line that installs it."""
    command = install_command(packages, system)
    if not command:
        return f"{what}\nPlease install it with this system's own package tool, then start again."
    return f"{what}\nThis line installs what is missing; then start again:\n\n    sudo {' '.join(command)}\n"


def provide(needs: Sequence[Need], system: str) -> None:
    """Install all of it as root; otherwise, or where that fails, raise Missing with the one exact line to type."""
    what = "\n".join(need.what for need in needs)
    packages = list(dict.fromkeys(package for need in needs for package in need.packages))
    command = install_command(packages, system)
    if not command or not is_root() or shutil.which(command[0]) is None:
        raise Missing(advice(what, packages, system))
    print(f"{what}\nInstalling {', '.join(packages)} with {command[0]} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = [["apt-get", "update"], command] if system == "debian" else [command]
    for step in steps:
        done = subprocess.run(step, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        # A failed update may be one dead source among many: the installation itself decides.
        if done.returncode and step is command:
            words = done.stdout.decode(errors="replace").strip()
            raise Missing(f"{advice(what, packages, system)}\n{command[0]} said:\n{words}")


def python_needs(system: str) -> list[Need]:
    """Python's module for virtual environments, which Debian and Ubuntu keep in a package of its own."""
    importlib.invalidate_caches()  # it may have been installed a moment ago
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return []
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" if system == "debian" else "python3"
    return [Need("Python's own module for virtual environments is not installed.", (package,))]


def library_needs(environment: Mapping[str, str], system: str) -> list[Need]:
    """The libraries without which Qt cannot show itself in that environment."""
    if not sys.platform.startswith("linux"):
        return []  # elsewhere Qt's own packages bring everything
    lacking = missing(needed(environment))
    if not lacking:
        return []
    names = [library.file for library in lacking]
    shown = ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:5])} and {len(names) - 5} more"
    return [Need(f"Qt needs system libraries that are not here: {shown}.", tuple(packages_for(lacking, system)))]


def has_window_system(environment: Mapping[str, str]) -> bool:
    """False where a window could not appear: on Linux without X11 and Wayland, unless Qt was told what to use instead."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
