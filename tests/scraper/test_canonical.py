from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.canonical import absolute_url, canonical_key

SAME = [
    ("http://kyanh.hatinh.gov.vn/a.html", "https://www.kyanh.hatinh.gov.vn/a.html"),
    ("https://x.gov.vn/a/", "https://x.gov.vn/a"),
    ("https://x.gov.vn:443/a", "https://x.gov.vn/a"),
    ("https://x.gov.vn/a#top", "https://x.gov.vn/a"),
    ("https://X.gov.vn/a", "https://x.gov.vn/a"),
    ("https://x.gov.vn/a?utm_source=fb&id=3", "https://x.gov.vn/a?id=3"),
    ("https://x.gov.vn/a?b=2&a=1", "https://x.gov.vn/a?a=1&b=2"),
    ("https://x.gov.vn/a;jsessionid=0A1B?id=3", "https://x.gov.vn/a?id=3"),
    ("https://x.gov.vn/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "https://x.gov.vn/a.aspx"),
    ("https://x.gov.vn/a?nvvithemever=d", "https://x.gov.vn/a"),
    ("https://x.gov.vn/index.html", "https://x.gov.vn/"),
    ("https://x.gov.vn//a//b", "https://x.gov.vn/a/b"),
    ("https://x.gov.vn/Hu\u0301t", "https://x.gov.vn/H%C3%BAt"),
    ("https://x.gov.vn/a?sid=0123456789abcdef01", "https://x.gov.vn/a"),
]
DIFFERENT = [
    ("https://x.gov.vn/a", "https://x.gov.vn/b"),
    ("https://x.gov.vn/a?page=1", "https://x.gov.vn/a?page=2"),
    ("https://x.gov.vn/a?ItemID=1", "https://x.gov.vn/a?ItemID=2"),
    ("https://x.gov.vn/modules.php?name=News&sid=12", "https://x.gov.vn/modules.php?name=News&sid=13"),
    ("https://x.gov.vn:8080/a", "https://x.gov.vn/a"),
    ("https://x.gov.vn/A.html", "https://x.gov.vn/a.html"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_page(one: str, other: str) -> None:
    assert canonical_key(one) == canonical_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages(one: str, other: str) -> None:
    assert canonical_key(one) != canonical_key(other)


@given(st.text())
def test_any_text_gives_a_key(text: str) -> None:
    assert isinstance(canonical_key(f"https://x.gov.vn/{text}"), str)
    canonical_key(text)


@given(st.text(alphabet="abcđê/%?&=#.;- 19", max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    key = canonical_key(f"https://x.gov.vn/{text}")
    assert canonical_key(f"https://{key}") == key


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("b.html", "https://x.gov.vn/a/b.html"),
        ("/b#c", "https://x.gov.vn/b"),
        ("//y.gov.vn/b", "https://y.gov.vn/b"),
        ("javascript:void(0)", None),
        ("mailto:a@b.vn", None),
        ("http://[broken", None),
        ("http://x:port/", None),
    ],
)
def test_absolute_url(reference: str, expected: str | None) -> None:
    assert absolute_url("https://x.gov.vn/a/index.html", reference) == expected


@given(
    st.sampled_from(
        ["https://x.gov.vn/a/b.html", "https://x.gov.vn", "http://x.gov.vn:8080/?q=1", "http://[x", "", "x"]
    ),
    st.text(alphabet="ab./?#:=&; %-é[]@", max_size=20),
)
def test_absolute_url_is_what_the_standard_library_joins(base: str, reference: str) -> None:
    try:
        joined = urljoin(base, reference.strip()).split("#", 1)[0]
        parts = urlsplit(joined)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port is not Ellipsis
    except ValueError:
        joined, valid = "", False
    assert absolute_url(base, reference) == (joined if valid else None)
