"""Named bodies: what the text names in full somewhere, for the titles that name it by its kind ("Giám đốc Sở")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.antecedents import Antecedents
from scraper.extract.officials.bodies.boards import board_in_full
from scraper.extract.officials.bodies.printed_bodies import no_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.extract.officials.bodies.body import Body
    from scraper.extract.officials.bodies.printed_bodies import PrintedBodies
    from scraper.extract.officials.bodies.settling import Settling
    from scraper.extract.officials.text.tokens import Tokens


class NamedBodies:
    """Finds bodies by their kind in a field and in those before it.

    Args:
        tokens: the field.
        printed: reads the field's bodies.
        settling: settles their units.
        before: the same of the fields before.
        host_kind: the kind of institution that publishes, ``None`` where a unit does.
    """

    def __init__(
        self,
        tokens: Tokens,
        printed: PrintedBodies,
        settling: Settling,
        before: Sequence[NamedBodies] = (),
        host_kind: str | None = None,
    ) -> None:
        self._tokens = tokens
        self._printed = printed
        self._settling = settling
        self._before = before
        self._host_kind = host_kind
        self._antecedents = Antecedents(tokens)

    def of_kind(self, kind: str) -> Body | None:
        """Return the body of this kind that the text names in full: "Giám đốc Sở" after "Sở Y tế"."""
        return self._search(kind, self._printed.alone, NamedBodies.of_kind)

    def board(self, words: list[str]) -> Body | None:
        """Return the board that the text names in full and a post by its first words, ``None`` where it names none.

        Args:
            words: folded, without a unit's noun at the end.
        """
        found = board_in_full(self._tokens, words)
        if found is not None:
            return self._printed.alone(*found)
        return next((body for other in self._before if (body := other.board(words)) is not None), None)

    def institution(self, kind: str) -> Body | None:
        """Return the institution of this kind that the text names in full, with its unit."""
        return self._search(kind, self._settled, NamedBodies.institution)

    def _search(
        self, kind: str, read: Callable[[int, int], Body], elsewhere: Callable[[NamedBodies, str], Body | None]
    ) -> Body | None:
        found = self._antecedents.of_kind(kind)
        own = kind == self._host_kind  # its headline names the publisher, its text the guests too
        if found is not None and not (own and self._before):
            return read(*found)
        told = next((body for other in self._before if (body := elsewhere(other, kind)) is not None), None)
        return told or (read(*found) if found is not None else None)

    def _settled(self, start: int, end: int) -> Body:
        bodies = [self._printed.alone(start, end)]
        self._settling.settle([no_title(start, end)], bodies)
        return bodies[0]
