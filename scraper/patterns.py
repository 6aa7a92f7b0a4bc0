"""Regular expressions that are compiled when they are first used.

A visit with nothing new uses fewer than half of the patterns that it loads, and to compile one takes what some thousand
searches take. So a module writes ``regex(r"...")`` where it would write ``re.compile(r"...")``, and whoever uses it
sees no difference. That each can be compiled is told by the tests, which compile all of them.
"""

from __future__ import annotations

import re
from typing import Any, cast, overload
from weakref import WeakSet

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Late:
    """A pattern that is not compiled yet; once it is, its slots hold the methods of the compiled one."""

    __slots__ = ("__weakref__", "_flags", "pattern", *_METHODS)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # asked for what no slot holds yet
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, (self.pattern, self._flags)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._flags!r})"


_WAITING = WeakSet[_Late]()  # those that have been made since all were compiled together


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: str | bytes, flags: int = 0) -> re.Pattern[str] | re.Pattern[bytes]:
    """Return a pattern as ``re.compile`` does, but compiled when it is first asked for more than its own words.

    Only ``isinstance`` and a match's ``re`` tell it from a compiled one. A call of its methods takes a hundredth of a
    microsecond more.

    Args:
        pattern: the regular expression.
        flags: those of :mod:`re`, joined with ``|``.

    Raises:
        re.error: on its first use, where it is no regular expression.
    """
    late = _Late(pattern, flags)
    _WAITING.add(late)
    return cast("re.Pattern[str]", late)


def compile_waiting() -> None:
    """Compile all patterns of the modules that are loaded: done before a process is forked, no fork does it anew."""
    while _WAITING:
        _WAITING.pop().search  # noqa: B018  the look compiles it, unless it is compiled
