"""What is printed for a terminal: text that comes from pages and files of others, without what a terminal obeys."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return a text without what a terminal takes for a command: control characters become ``�``; lines stay."""
    return "".join(character if _is_harmless(character) else "\ufffd" for character in text)


def _is_harmless(character: str) -> bool:
    # Unicode's controls (C0, DEL, C1), and the marks that turn the direction of what follows them.
    return character in "\n\t" or not (
        character < " "
        or "\x7f" <= character <= "\x9f"
        or "\ud800" <= character <= "\udfff"  # what stands for a byte that is no UTF-8; it cannot be printed
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
