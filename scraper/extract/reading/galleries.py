"""Pages of the modules that portals have for albums and films: what they show is no news without a text of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from scraper.patterns import regex

_GALLERY = regex(
    r"/(?:(?:thu-?vien-?)(?:anh|hinh-?anh|video|da-?phuong-?tien|media)|albums?|(?:photo-?|image-?)?galler(?:y|ies)|"
    r"photos?|videos?|video-?clips?)/"
)


def is_in_gallery(url: str) -> bool:
    """Tell whether an address lies in a module for albums or films."""
    return _GALLERY.search(urlsplit(url).path.lower()) is not None
