from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.feeds import MAX_FEED_BYTES, MAX_TAGS, read_feed
from scraper.machine_lists import ListedAddress, MachineListError

URL = "https://songlam.example.vn/rss/tin.rss"
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Tin</title>'
    "<item><title>Một</title><link>/tin/1.html</link><pubDate>Tue, 05 Mar 2024 08:30:00 +0700</pubDate></item>"
    "<item><title>Hai</title><guid>https://songlam.example.vn/tin/2.html</guid></item>"
    "<item><title>Không có địa chỉ</title></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Một</title>'
    '<link rel="enclosure" href="/anh.jpg"/><link rel="alternate" href="https://songlam.example.vn/a"/>'
    "<published>2024-03-05T08:30:00+07:00</published><updated>2024-03-06T08:30:00+07:00</updated></entry></feed>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    '<item rdf:about="x"><title>Một</title><link>https://songlam.example.vn/b</link></item></rdf:RDF>'
)


def test_rss_gives_addresses_and_moments_in_its_order() -> None:
    assert read_feed(RSS.encode(), URL).entries == [
        ListedAddress("https://songlam.example.vn/tin/1.html", "2024-03-05T01:30:00+00:00"),
        ListedAddress("https://songlam.example.vn/tin/2.html", None),
    ]


def test_atom_and_rdf_are_feeds_too_and_the_update_counts() -> None:
    assert read_feed(ATOM.encode(), URL).entries == [
        ListedAddress("https://songlam.example.vn/a", "2024-03-06T01:30:00+00:00")
    ]
    assert read_feed(RDF.encode(), URL).entries == [ListedAddress("https://songlam.example.vn/b", None)]


def test_what_is_read_of_a_feed_that_breaks_off_is_kept_and_said_to_be_broken() -> None:
    feed = read_feed(RSS.partition("<item><title>Hai")[0].encode(), URL)
    assert [entry.url for entry in feed.entries] == ["https://songlam.example.vn/tin/1.html"]
    assert feed.broken


def test_a_wrong_content_type_breaks_nothing() -> None:
    assert read_feed(RSS.encode(), URL, "text/html; charset=iso-8859-1").broken is None
    assert len(read_feed(RSS.encode(), URL, "text/plain").entries) == 2


@pytest.mark.parametrize("body", [b"", b"khong phai XML", b'{"a": 1}', b"<html><body>404</body></html>"])
def test_what_is_no_feed_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(MachineListError, match="no XML of a feed"):
        read_feed(body, URL)


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(b'<rss version="2.0"><channel/></rss>', URL).entries == []


def test_entities_are_not_expanded_and_no_file_is_read() -> None:
    laughs = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + RSS.partition("?>")[2]
    files = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + RSS.partition("?>")[2]
    for body in (laughs, files):
        with pytest.raises(MachineListError, match="entities"):
            read_feed(body.encode(), URL)


def test_a_feed_of_absurd_length_is_refused() -> None:
    with pytest.raises(MachineListError, match="larger than 4 MiB"):
        read_feed(b"<rss>" + b" " * MAX_FEED_BYTES, URL)


def test_of_a_feed_without_end_the_beginning_is_read_and_that_is_said() -> None:
    body = RSS.replace("</channel>", "<x/>" * MAX_TAGS + "</channel>")
    feed = read_feed(body.encode(), URL)
    assert [entry.url.rpartition("/")[2] for entry in feed.entries] == ["1.html", "2.html"]
    assert feed.broken == f"it has more than {MAX_TAGS} tags; only what stands before was read"
    words = RSS.replace("Một", f"<![CDATA[{'<p>' * MAX_TAGS}]]>")
    assert read_feed(words.encode(), URL).broken is None, "tags in CDATA are text"


@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_stands_in_a_feed_it_is_read_or_refused(text: str, link: str) -> None:
    body = f"<rss version='2.0'><channel><item><link>{link}</link><pubDate>{text}</pubDate></item></channel></rss>"
    try:
        entries = read_feed(body.encode("utf-8", "replace"), URL).entries
    except MachineListError:
        return
    assert all(entry.url.startswith(("http://", "https://")) for entry in entries)
