"""What is wrong with one key of a file that a person wrote, in words that say what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

# By pydantic's names of mistakes; in braces what it tells of the bound that was passed.
_INSTEAD = {
    "string_type": "write a text, in quotes",
    "string_too_short": "must not be empty",
    "string_too_long": "is longer than {max_length} characters",
    "list_type": 'write a list, in brackets: ["one", "another"]',
    "too_short": "the list must not be empty",
    "too_long": "the list has more than {max_length} entries",
    "bool_type": "write true or false, without quotes",
    "int_type": "write a whole number, without quotes",
    "int_from_float": "write a whole number",
    "float_type": "write a number, without quotes",
    "date_type": "write a day such as 2026-11-26, without quotes",
    "dict_type": "write a table: keys, each with its value",
    "model_type": "write a table: keys, each with its value",
    "literal_error": "write one of {expected}",
    "greater_than": "has to be more than {gt}",
    "greater_than_equal": "has to be at least {ge}",
    "less_than": "has to be less than {lt}",
    "less_than_equal": "has to be at most {le}",
}


def what_is_wrong(detail: Mapping[str, Any], keys: Iterable[str]) -> str:
    """Return the end of a sentence that begins with where a key stands and what it is called.

    Args:
        detail: what pydantic says of the key: ``type``, ``msg``, ``ctx``.
        keys: those that there are where this one stands.
    """
    match detail["type"]:
        case "extra_forbidden":
            return f" is not known; the keys are: {', '.join(keys)}"
        case "missing":
            return " is missing"
        case kind if kind in _INSTEAD:
            return f": {_INSTEAD[kind].format(**detail.get('ctx') or {})}"
        case _:
            return f": {str(detail['msg']).removeprefix('Value error, ')}"
