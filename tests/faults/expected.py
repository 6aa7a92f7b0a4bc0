"""What every kind of fault comes to: the table that the crawl is held against.

A kind that ``keeps`` stands in a good article's way and must not cost it: its record is that of the crawl without
faults. Every other kind stands at an address of its own, on which the article is that a careless reader would keep.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.faults import bodies, connections, lists, redirects, texts, traps
from tests.faults.bodies import Kind


@dataclass(frozen=True)
class Expected:
    """The terminal state of an address: its outcome, words of the reason, and how often it was asked for.

    ``words`` stand in the reason. ``asked`` is the fewest and the most requests. ``keeps`` tells that a good article is
    at the address, and kept as good as ever; ``is_article`` that what stands there is kept as an article at all.
    """

    outcome: str
    words: str = ""
    asked: tuple[int, int] = (1, 1)
    keeps: bool = False
    is_article: bool = False


THRICE = (3, 3)
# Twisted asks once more by itself where a connection breaks that it had kept open.
THRICE_AND_BY_ITSELF = (3, 6)


def kept(asked: int = 1) -> Expected:
    """Return what a kind comes to that costs nothing but requests."""
    return Expected("stored", "", (asked, asked), keeps=True)


EXPECTED: dict[Kind, Expected] = {
    # bodies
    bodies.half_gzip: Expected("failed", "the gzip body ends before its stream does (tried 3 times)", THRICE),
    bodies.gzip_without_trailer: Expected("failed", "the gzip body ends before its stream does", THRICE),
    bodies.gzip_wrong_checksum: Expected("failed", "incorrect data check", THRICE),
    bodies.half_deflate: Expected("failed", "the deflate body ends before its stream does", THRICE),
    bodies.half_raw_deflate: Expected("failed", "the deflate body ends before its stream does", THRICE),
    bodies.half_br: Expected("failed", "the br body ends before its stream does", THRICE),
    bodies.half_zstd: Expected("failed", "zstd", THRICE),
    bodies.half_gzip_once: kept(2),
    bodies.false_gzip: kept(2),
    bodies.false_gzip_unless_plain: kept(2),
    bodies.false_br_unless_plain: kept(2),
    bodies.unknown_encoding_unless_plain: kept(2),
    bodies.whole_gzip: kept(),
    bodies.whole_br: kept(),
    bodies.whole_raw_deflate: kept(),
    bodies.gzip_of_two_members: kept(),
    bodies.gzip_with_zeros_behind: kept(),
    bodies.gzip_within_br: kept(),
    bodies.short_length: Expected("failed", "broke off before the end of the body", THRICE),
    bodies.short_length_once: kept(2),
    bodies.chunk_cut: Expected("failed", "broke off before the end of the body", THRICE),
    bodies.chunks_without_end: Expected("failed", "broke off before the end of the body", THRICE),
    bodies.chunk_of_no_number: Expected("failed", "", THRICE_AND_BY_ITSELF),
    bodies.chunked_with_trailer: kept(),
    bodies.cut_without_length: Expected("failed", "no </html>", THRICE),
    bodies.whole_without_length: kept(),
    bodies.length_of_no_number: Expected("failed", "head is none that HTTP allows", THRICE_AND_BY_ITSELF),
    bodies.two_lengths: Expected("failed", "head is none that HTTP allows", THRICE_AND_BY_ITSELF),
    bodies.announced_huge: Expected("failed", "larger than 16 MB"),
    # a machine that is slow to take in so much may run out of time before
    bodies.huge_chunked: Expected("failed", "larger than 16 MB", (1, 3)),
    bodies.gzip_bomb: Expected("failed", "larger than 16 MB"),
    bodies.gzip_bomb_in_gzip: Expected("failed", "unpacks to more than 500 times its size"),
    bodies.br_bomb: Expected("failed", "larger than 16 MB"),
    bodies.zstd_bomb: Expected("failed", "unpacks to more than 500 times its size"),
    # connections
    connections.reset: Expected("failed", "the connection was lost", THRICE_AND_BY_ITSELF),
    connections.reset_once: Expected("stored", "", (3, 3), keeps=True),
    connections.reset_within: Expected("failed", "broke off before the end of the body", THRICE),
    connections.closed: Expected("failed", "the connection was closed without an answer", THRICE_AND_BY_ITSELF),
    connections.head_cut: Expected("failed", "connection", THRICE_AND_BY_ITSELF),
    connections.silence: Expected("failed", "no complete answer in time (tried 3 times)", THRICE),
    connections.silence_within: Expected("failed", "no complete answer in time (tried 3 times)", THRICE),
    connections.dripping: Expected("failed", "no complete answer in time (tried 3 times)", THRICE),
    connections.dripping_head: Expected("failed", "no complete answer in time (tried 3 times)", THRICE),
    connections.silence_once: kept(2),
    connections.no_http: Expected("failed", "no web server", THRICE_AND_BY_ITSELF),
    connections.http_0_9: Expected("failed", "the connection was closed without an answer", THRICE_AND_BY_ITSELF),
    connections.endless_headers: Expected("failed", "its head is longer than 256 KB"),
    connections.long_header_line: Expected("failed", "", (1, 6)),
    connections.bare_line_ends: kept(),
    connections.continued_before: kept(),
    connections.odd_status_line: kept(),
    connections.second_answer_behind: kept(),
    connections.status_500: Expected("failed", "status 500 (tried 3 times)", THRICE),
    connections.status_500_with_page: Expected("failed", "status 500 (tried 3 times)", THRICE),
    connections.status_502_once: kept(2),
    connections.status_504: Expected("failed", "status 504 (tried 3 times)", THRICE),
    connections.status_401: Expected("failed", "asks for a password"),
    connections.status_403: Expected("failed", "forbids the page"),
    connections.status_404: Expected("gone", "status 404"),
    connections.status_410: Expected("gone", "status 410"),
    connections.status_451: Expected("failed", "may not show the page"),
    connections.status_204: Expected("failed", "status 204"),
    connections.status_206: Expected("failed", "status 206"),
    connections.status_304_unasked: Expected("failed", "status 304", THRICE),
    connections.status_999: Expected("failed", "status 999"),
    connections.status_of_four_digits: Expected("failed", "status is none that HTTP has (tried 3 times)", THRICE),
    connections.status_below_100: Expected("failed", "status is none that HTTP has (tried 3 times)", THRICE),
    connections.wait_503_once: kept(2),
    connections.wait_429_once: kept(2),
    connections.wait_until_once: kept(2),
    connections.wait_of_no_number: kept(2),
    # redirects
    redirects.redirect_to_itself: Expected("failed", "leads back to itself"),
    redirects.redirect_loop: Expected("redirect", "leads to"),
    redirects.redirect_without_end: Expected("redirect", "leads to"),
    redirects.redirect_that_grows: Expected("redirect", "leads to"),
    redirects.redirect_without_location: Expected("failed", "leads nowhere"),
    redirects.redirect_to_nonsense: Expected("failed", "is no web address"),
    redirects.redirect_to_file: Expected("failed", "'file:///etc/passwd', which is no web address"),
    redirects.redirect_to_data: Expected("failed", "is no web address"),
    redirects.redirect_to_script: Expected("failed", "is no web address"),
    redirects.redirect_to_metadata: Expected("redirect", "leads out of the portal"),
    redirects.redirect_to_network: Expected("redirect", "leads out of the portal"),
    redirects.redirect_to_port: Expected("redirect", "leads out of the portal"),
    redirects.refresh_to_itself: Expected("stored", ""),
    # lists
    lists.sitemap_of_itself: Expected("stored", ""),
    lists.sitemap_with_entities: Expected("stored", ""),
    lists.sitemap_bomb: Expected("failed", "larger than 50 MiB when unpacked"),
    lists.sitemap_of_others: Expected("stored", ""),
    lists.sitemap_is_html: Expected("failed", "an HTML page stands in its place"),
    lists.sitemap_half_packed: Expected("stored", "could be read in part only: its gzip breaks off"),
    lists.feed_of_noise: Expected("failed", "it is no XML"),
    # traps
    traps.calendar_without_end: Expected("stored"),
    traps.pager_without_end: Expected("stored"),
    traps.session_in_every_link: Expected("stored"),
    # texts
    texts.utf8_under_latin1: kept(),
    texts.utf8_under_utf16: kept(),
    texts.utf8_under_nonsense: kept(),
    texts.utf8_with_bom: kept(),
    texts.utf16_with_bom: kept(),
    texts.utf16_without_bom: kept(),
    texts.utf16_big_end: kept(),
    texts.windows_1258: kept(),
    texts.windows_1258_under_1252: kept(),
    texts.nfd: kept(),
    texts.control_characters: kept(),
    texts.nested_tags: kept(),
    texts.nested_blocks: kept(),
    texts.unclosed_tags: kept(),
    texts.doctype_with_entities: kept(),
    texts.megabyte_in_a_comment: kept(),
    texts.references_to_no_characters: Expected("stored", "", is_article=True),
    texts.tcvn3: Expected("stored", "", is_article=True),
    texts.empty: Expected("stored", "empty"),
    texts.noise: Expected("stored", ""),
    texts.pdf_called_html: Expected("stored", ""),
    texts.pdf: Expected("stored", "no page: application/pdf"),
    texts.picture: Expected("stored", "no page: image/png"),
    texts.zip_bomb: Expected("stored", "no page: application/zip"),
    texts.missing_with_200: Expected("gone", "a page that says that nothing is there"),
    texts.maintenance: Expected("stored", ""),
    texts.database_error: Expected("stored", ""),
    texts.robot_check: Expected("refused", "checks for robots"),
    texts.script_shell: Expected("stored", "built by a script"),
}
