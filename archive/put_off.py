"""What a transaction puts off until it ends, because it costs less done once for all of its rows.

The search's indexes are such: FTS5 writes down what it has gathered whenever a savepoint is set and whenever a row is
not behind the last one, so a row at a time costs many times what all rows in their order do.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Protocol, TypeGuard, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class PutOff(Protocol):
    """Work on rows that a transaction has changed, to be done before it commits."""

    def carry_out(self, connection: PuttingOff) -> None:
        """Do it, in the transaction; whatever comes of that, it is put off no more."""

    def drop(self) -> None:
        """Forget it: the transaction was undone."""


class PuttingOff(sqlite3.Connection):
    """A connection whose transactions put work off; for :func:`sqlite3.connect`.

    Whoever begins one that does so sets ``puts_off``, and calls :func:`carry_out` before a commit, :func:`drop` after
    a rollback. While ``in_savepoint`` everything that is put off must wait: the savepoint may be undone, and what was
    done in it with it.
    """

    puts_off: bool = False
    in_savepoint: bool = False

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # those of sqlite3.connect
        self.put_off: dict[str, PutOff] = {}


_Kind = TypeVar("_Kind", bound=PutOff)


def is_putting_off(connection: sqlite3.Connection) -> TypeGuard[PuttingOff]:
    """Tell whether the connection has a transaction open that puts work off."""
    return isinstance(connection, PuttingOff) and connection.puts_off


def put_off_by(connection: PuttingOff, name: str, make: Callable[[], _Kind]) -> _Kind:
    """Return what the connection's open transaction has put off under a name; made where it has nothing of the kind."""
    if name not in connection.put_off:
        connection.put_off[name] = make()
    return cast("_Kind", connection.put_off[name])


def carry_out(connection: sqlite3.Connection) -> None:
    """Do what the open transaction has put off."""
    if isinstance(connection, PuttingOff):
        for work in connection.put_off.values():
            work.carry_out(connection)
        connection.puts_off = False


def begin_to_put_off(connection: sqlite3.Connection) -> None:
    """Let the transaction that was begun put work off."""
    if isinstance(connection, PuttingOff):
        connection.puts_off = True


def drop(connection: sqlite3.Connection) -> None:
    """Forget what was put off by a transaction that was undone."""
    if isinstance(connection, PuttingOff):
        for work in connection.put_off.values():
            work.drop()
        connection.puts_off = False
