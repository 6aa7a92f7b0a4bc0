"""A saved page of which nobody says where it came from reads as it does with its address."""

from __future__ import annotations

from scraper.extract import extract
from scraper.sample_portal import article_paths
from scraper.sample_portal.pages import Site

ORIGIN = "http://127.0.0.1:8790"


def test_every_caption_file_and_picture_is_found_without_an_address() -> None:
    site = Site(1, ORIGIN)
    for path in article_paths(1):
        body = site.page(path).body
        known, unknown = extract(body, ORIGIN + path), extract(body, "")
        assert (unknown.title, unknown.lead, unknown.text) == (known.title, known.lead, known.text)
        assert [caption.text for caption in unknown.captions] == [caption.text for caption in known.captions]
        assert [ORIGIN + str(caption.image) for caption in unknown.captions] == [
            caption.image for caption in known.captions
        ]
        assert [ORIGIN + file.url for file in unknown.attachments] == [file.url for file in known.attachments]
