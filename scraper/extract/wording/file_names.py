"""Whether a picture's text is only the name of its file."""

from __future__ import annotations

import re

from scraper.extract.wording.sentences import kept
from scraper.patterns import regex

_FILE_NAME = regex(
    r"(?:(?:img|dsc[nf]?|p|pic|image|photo|hinh|anh|hình|ảnh|screenshot|fb img|wp|received|video|viber|zalo|thumb|"
    r"unnamed|untitled|"
    r"z|file|scan|capture|hình ảnh|no image|noimage|avatar|logo|icon|banner|image alt|alt|default)"
    r"[\s_.()\d-]*(?:image|img)?[\s_.()\d\w-]{0,3})"
    r"|leftcenterrightdel|[\w-]+\.(?:jpe?g|png|gif|bmp|webp|tiff?|jfif)"
    r"|z?\d{6,}(?:[\s_-]+[0-9a-f]{4,})*|[\d\s_.()x-]+"
    # Parts of a uuid, apart or not: a digit fits one place of this only, or a line of zeros would be tried for ages.
    r"|[0-9a-f]{8}(?:[0-9a-f]{4,}(?:[\s_-][0-9a-f]{4,})*|(?:[\s_-][0-9a-f]{4,})+)",
    re.IGNORECASE,
)
_IMAGE_SUFFIX = regex(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?|jfif)$", re.IGNORECASE)
_FILE_LIKE = regex(r"(?=.*\d{4,})[a-z0-9_.-]+(?: [a-z0-9_.-]+){0,4}", re.IGNORECASE)


@kept
def is_file_name(text: str) -> bool:
    """Tell whether an image's text is only a file name or a dummy ("IMG 20170123 144936", "hình ảnh", a uuid)."""
    stripped = text.strip(" .:-_()[]")
    if len(stripped) < 3:
        return True
    if len(stripped) > 120:
        return False
    if _FILE_NAME.fullmatch(stripped) or (_IMAGE_SUFFIX.search(stripped) and " " not in stripped):
        return True
    return (
        stripped.isascii()
        and len(stripped) < 80
        and bool(_FILE_LIKE.fullmatch(stripped))
        and _digit_share(stripped) > 0.3
    )


def _digit_share(text: str) -> float:
    return sum(character.isdigit() for character in text) / len(text)
