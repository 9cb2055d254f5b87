"""The articles that were read in this window, in order: what “back” and “forward” go through."""

from __future__ import annotations


class Visits:
    """A line of article ids with a place in it; a new visit cuts off what lay ahead."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._place = -1

    def add(self, article_id: str) -> None:
        """The article is shown now; showing the same one again is no new visit."""
        if self._place < 0 or self._ids[self._place] != article_id:
            del self._ids[self._place + 1 :]
            self._ids.append(article_id)
            self._place = len(self._ids) - 1

    def can_step(self, step: int) -> bool:
        return 0 <= self._place + step < len(self._ids)

    def step(self, step: int) -> str:
        """Go back (−1) or forward (1); the article there. IndexError where there is none."""
        if not self.can_step(step):
            raise IndexError(step)
        self._place += step
        return self._ids[self._place]
