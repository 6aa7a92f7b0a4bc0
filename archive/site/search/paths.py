"""Which addresses are the search's: the gate lets in longer questions there than elsewhere."""

from __future__ import annotations

PAGE = "/search"


def is_search(path: str) -> bool:
    """Tell whether a path, without the site's base and language, is the search's, in any format."""
    return path == PAGE or path.startswith(f"{PAGE}.")
