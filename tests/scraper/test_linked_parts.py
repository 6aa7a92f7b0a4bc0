"""Which section's address a portal's pages call an article by."""

from __future__ import annotations

from scraper.canonical import canonical_key
from scraper.linked_parts import LinkedParts
from scraper.open_keys import address_parts


def key(path: str) -> str:
    return canonical_key("https://songlam.example.vn" + path)


def test_what_is_to_be_seen_again_is_what_no_page_without_it_has_linked_to() -> None:
    links = LinkedParts()
    address, own = key("/doc/kinh-te/a.html"), address_parts(key("/doc/kinh-te/b.html"))
    assert links.see(address, None) == ("doc", "kinh-te", ""), "a front page vouches for nothing"
    assert links.see(address, own) == ("doc", "kinh-te", ""), "a page of its section only for what it has not itself"
    assert links.see(address, address_parts(key("/doc/tin/b.html"))) == ("doc", "")
    assert links.see(address, own) == ("doc", ""), "what was vouched for stays so"
    assert links.see(address, address_parts(key("/x/y"))) == ("",)
