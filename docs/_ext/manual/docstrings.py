"""What the docstring of a class says of each of its attributes, in the section ``Attributes:``."""

from __future__ import annotations

import inspect
import re

_ENTRY = re.compile(r"^    ([\w, ]+): (.+(?:\n {8,}.+)*)", re.MULTILINE)


def attributes(described: type) -> dict[str, str]:
    """Return name -> words; what is said of several at once is said of each."""
    _, _, section = (inspect.getdoc(described) or "").partition("Attributes:\n")
    found = {}
    for names, words in _ENTRY.findall(section):
        for name in names.split(","):
            found[name.strip()] = " ".join(words.split())
    return found
