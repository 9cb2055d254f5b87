"""One running program for each library: the first one listens, a later one hands over its files and links and leaves.

Two windows over one library would each save over the other's newest words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER = b"taken\n"
_WAIT_MS = 5_000
_PATIENCE_MS = 2_000
_LONGEST = 2**20


class Instance(QObject):
    """`claim` first; then either listen to `handed_over`, or `hand_over` and leave."""

    handed_over = Signal(list, list)  # paths and links as text

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        profile.mkdir(parents=True, exist_ok=True)
        self.address = "pressmark-" + hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:24]
        # The lock knows whether its owner still lives, so one that was left by a killed program is taken over.
        self._lock = QLockFile(str(profile / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)

    def claim(self) -> bool:
        """True if this is the only program over that library now; it listens from here on."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self.address)  # what a killed program left behind
        self._server.listen(self.address)
        return True

    def hand_over(self, files: Sequence[Path], links: Sequence[str]) -> bool:
        """Give the running program what this one was asked to open, and let it come to the front; False if it is silent."""
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        words = {"files": [str(path.resolve()) for path in files], "links": list(links)}
        socket.write(json.dumps(words).encode() + b"\n")
        heard = _line_from(socket)
        socket.disconnectFromServer()
        return heard == _ANSWER

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _take(self) -> None:
        """Read one short line from another start of this reader's, and answer. It comes at once, so it is waited for."""
        socket = self._server.nextPendingConnection()
        line = _line_from(socket)
        try:
            words = json.loads(line)
            files, links = ([str(word) for word in words[key]] for key in ("files", "links"))
        except (ValueError, KeyError, TypeError):
            socket.abort()
            socket.deleteLater()
            return
        socket.write(_ANSWER)
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        socket.deleteLater()
        self.handed_over.emit(files, links)


def _line_from(socket: QLocalSocket) -> bytes:
    """What the other side says up to the end of a line, or up to where it falls silent or says too much."""
    heard = bytes(socket.readAll().data())
    while not heard.endswith(b"\n") and len(heard) < _LONGEST and socket.waitForReadyRead(_PATIENCE_MS):
        heard += bytes(socket.readAll().data())
    return heard
