"""Which of a portal's known articles may tell of another one: those of its section, and those of other sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.not_found.addresses import impossible_address, same_program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.store import Peer, Target

_MOST_SECTIONS = 2  # other sections that are asked what they answer for what cannot exist


def of_its_section(peers: Iterable[Peer], shape: str) -> list[Peer]:
    """Return the articles that the program shows which shows those of a shape."""
    found = []
    for peer in peers:
        impossible = impossible_address(peer.url)
        if impossible is not None and same_program(impossible.shape, shape):
            found.append(peer)
    return found


def of_other_sections(peers: Iterable[Peer], target: Target) -> list[tuple[Peer, str]]:
    """Return articles that were found in this visit under other shapes: of the first few shapes one each, with it."""
    own = impossible_address(target.url)
    found: dict[str, Peer] = {}
    for peer in peers:
        impossible = impossible_address(peer.url)
        if peer.was_found and impossible and own and not same_program(impossible.shape, own.shape):
            found.setdefault(impossible.shape, peer)
    return [(peer, shape) for shape, peer in found.items()][:_MOST_SECTIONS]
