from __future__ import annotations

import unicodedata
from random import Random
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.canonical import absolute_url, canonical_key, over_tls, plain_url, resolved_reference, with_ascii_host
from scraper.vietnamese import nfc

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
    (
        "https://x.gov.vn/(X(1)S(abcdefghijklmnopqrstuvwx))/a.aspx?AspxAutoDetectCookieSupport=1",
        "https://x.gov.vn/a.aspx",
    ),
    ("https://x.gov.vn/(A(x-Y_9)F(z)S(abcdefghijklmnopqrstuvwx))", "https://x.gov.vn/"),
    ("https://x.gov.vn/a;PHPSESSID=0A1B/b", "https://x.gov.vn/a/b"),
    ("https://x.gov.vn/a%3Bjsessionid=0A1B.node1", "https://x.gov.vn/a"),
    ("https://x.gov.vn/a?session_id=7&CFID=1&CFTOKEN=2&id=3", "https://x.gov.vn/a?id=3"),
    ("https://x.gov.vn./a", "https://x.gov.vn/a"),
    ("https://x.gov.vn/a?nvvithemever=d", "https://x.gov.vn/a"),
    ("https://x.gov.vn/index.html", "https://x.gov.vn/"),
    ("https://x.gov.vn//a//b", "https://x.gov.vn/a/b"),
    ("https://x.gov.vn/Hu\u0301t", "https://x.gov.vn/H%C3%BAt"),
    ("https://x.gov.vn/a?sid=0123456789abcdef01", "https://x.gov.vn/a"),
    ("https://x.gov.vn/?p=363&cpage=1#comments", "https://x.gov.vn/?p=363"),
    ("https://x.gov.vn/tin/bai/comment-page-4/#comments", "https://x.gov.vn/tin/bai/"),
    ("https://x.gov.vn/bai?comments_page=2&replytocom=9", "https://x.gov.vn/bai"),
    (
        "https://x.gov.vn/chi-tiet?dDocName=P12&_afrLoop=97&_afrWindowMode=0&_adf.ctrl-state=1a_4",
        "https://x.gov.vn/chi-tiet?dDocName=P12",
    ),
    (
        "https://x.gov.vn/tin?p_p_id=101_INSTANCE_x&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=c-1"
        "&_101_INSTANCE_x_advancedSearch=false&_101_INSTANCE_x_cur=2",
        "https://x.gov.vn/tin?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_cur=2",
    ),
    (
        "https://x.gov.vn/Pages/Tin.aspx?ItemID=12&CateID=3&IsDlg=1",
        "https://x.gov.vn/pages/tin.aspx?itemid=12&cateid=3",
    ),
    ("https://x.gov.vn/Default.aspx?tabid=3&language=vi-VN", "https://x.gov.vn/Default.aspx?tabid=3"),
    ("https://x.gov.vn/TinTuc/tabid/3/ItemID/7/mid/4/Default.aspx", "https://x.gov.vn/default.aspx?itemid=7&TabId=3"),
    ("https://x.gov.vn/tabid/3/language/vi-VN/Default.aspx?dnnprintmode=true", "https://x.gov.vn/?tabid=3"),
    ("https://x.gov.vn/Default.aspx?ItemID=7", "https://x.gov.vn/default.aspx?itemid=7"),
]
DIFFERENT = [
    ("https://x.gov.vn/a", "https://x.gov.vn/b"),
    ("https://x.gov.vn/tin-(A)/a", "https://x.gov.vn/tin-(B)/a"),
    ("https://x.gov.vn/F(x)/a", "https://x.gov.vn/F(y)/a"),
    ("https://x.gov.vn/(tin(moi))/a", "https://x.gov.vn/(tin(cu))/a"),
    ("https://kyаnh.gov.vn/a", "https://kyanh.gov.vn/a"),
    ("https://x.gov.vn/a?page=1", "https://x.gov.vn/a?page=2"),
    ("https://x.gov.vn/a?ItemID=1", "https://x.gov.vn/a?ItemID=2"),
    ("https://x.gov.vn/modules.php?name=News&sid=12", "https://x.gov.vn/modules.php?name=News&sid=13"),
    ("https://x.gov.vn:8080/a", "https://x.gov.vn/a"),
    ("https://x.gov.vn/A.html", "https://x.gov.vn/a.html"),
    ("https://x.gov.vn/a?ID=1", "https://x.gov.vn/a?id=1"),
    ("https://x.gov.vn/a.aspx?id=Ab", "https://x.gov.vn/a.aspx?id=aB"),
    ("https://x.gov.vn/a?language=en", "https://x.gov.vn/a"),
    ("https://x.gov.vn/a?p_p_id=101_x&p_p_lifecycle=2", "https://x.gov.vn/a?p_p_id=101_x&p_p_lifecycle=0"),
    ("https://x.gov.vn/a?_101_INSTANCE_x_cur=2", "https://x.gov.vn/a?_101_INSTANCE_x_cur=3"),
]
# Parameters that tell one article, list or page of a list from another, as the families of portals name them.
IDS = st.sampled_from(
    ["id", "ItemID", "CateID", "NewsID", "tabid", "nid", "sid", "p", "page", "PageIndex", "dDocName", "op", "nv",
     "_101_INSTANCE_x_cur", "p_p_id", "cm", "thang", "language", "type", "mid"]
)  # fmt: skip
IDLE = st.sampled_from(
    ["utm_source=fb", "fbclid=Iw1", "PHPSESSID=0f3a", "nvvithemever=d", "_afrLoop=97", "_adf.ctrl-state=1a_4",
     "print=1", "p_p_state=normal", "p_p_mode=view", "plidlayout=2", "IsDlg=1", "redirect=%2Fweb%2Fguest",
     "language=vi", "x=", "_101_INSTANCE_x_redirect=%2Fhome", "sid=0123456789abcdef01"]
)  # fmt: skip
PATHS = st.sampled_from(["/tin/bai.html", "/Pages/chi-tiet.aspx", "/Default.aspx", "/index.php", "/", "/c/tin-tức"])


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
        ("/b.html\x00", "https://x.gov.vn/b.html"),
        ("\x01 https://y.gov.vn/b\x1f", "https://y.gov.vn/b"),
        ("/b\x00\x0b.html?c=\x7f", "https://x.gov.vn/b%00%0B.html?c=%7F"),
        ("/b\ud800.html", "https://x.gov.vn/b%EF%BF%BD.html"),
        ("/b\r\nX: y", "https://x.gov.vn/bX: y"),
    ],
)
def test_absolute_url(reference: str, expected: str | None) -> None:
    assert absolute_url("https://x.gov.vn/a/index.html", reference) == expected


@given(
    st.sampled_from(
        ["https://x.gov.vn/a/b.html", "https://x.gov.vn", "http://x.gov.vn:8080/?q=1", "http://[x", "", "x"]
    ),
    st.sampled_from(["", "http://", "https://y.vn", "http://127.0.0.1:8080/"]),
    st.text(alphabet="ab./?#:=&; %-é[]@1", max_size=20),
)
def test_absolute_url_is_what_the_standard_library_joins(base: str, before: str, rest: str) -> None:
    reference = before + rest
    try:
        joined = urljoin(base, reference.strip()).split("#", 1)[0]
        parts = urlsplit(joined)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port is not Ellipsis
    except ValueError:
        joined, valid = "", False
    assert absolute_url(base, reference) == (with_ascii_host(joined) if valid else None)


@given(st.text(st.characters(), max_size=12), st.sampled_from(["", "/", "//y.vn/", "https://y.vn/?a="]))
def test_an_address_is_a_text_that_any_store_can_keep(text: str, before: str) -> None:
    url = absolute_url("https://x.gov.vn/a/", before + text)
    assert url is None or nfc(url) == unicodedata.normalize("NFC", url)


@given(PATHS, IDS, st.integers(1, 10**7), st.integers(1, 10**7))
def test_addresses_that_differ_in_an_id_are_never_one(path: str, name: str, one: int, other: int) -> None:
    same = canonical_key(f"https://x.gov.vn{path}?{name}={one}") == canonical_key(
        f"https://x.gov.vn{path}?{name}={other}"
    )
    assert same is (one == other)


@given(PATHS, IDS, st.integers(1, 10**7), st.lists(IDLE, max_size=4), st.booleans())
def test_what_chooses_no_content_is_dropped_wherever_it_stands(
    path: str, name: str, number: int, idle: list[str], before: bool
) -> None:
    own = f"{name}={number}"
    query = "&".join([*idle, own] if before else [own, *idle])
    assert canonical_key(f"https://x.gov.vn{path}?{query}") == canonical_key(f"http://www.x.gov.vn{path}?{own}")


@given(PATHS, st.dictionaries(IDS, st.text("aB9đ &=%", min_size=1, max_size=6), max_size=4), st.randoms())
def test_a_key_with_parameters_is_its_own_key_in_any_order(path: str, values: dict[str, str], order: Random) -> None:
    pairs = list(values.items())
    key = canonical_key(f"https://x.gov.vn{path}?{urlencode(pairs)}")
    order.shuffle(pairs)
    assert canonical_key(f"https://x.gov.vn{path}?{urlencode(pairs)}") == key
    assert canonical_key(f"https://{key}") == key


@pytest.mark.parametrize(
    ("base", "reference", "expected"),
    [
        ("https://a.gov.vn/tin/1.html", "../anh/x.jpg#top", "https://a.gov.vn/anh/x.jpg"),
        ("", "https://a.gov.vn/x.jpg", "https://a.gov.vn/x.jpg"),
        ("", "/anh/x.jpg#top", "/anh/x.jpg"),
        ("", "anh x.jpg", "anh x.jpg"),
        ("", "javascript:alert(1)", None),
        ("", "data:image/png;base64,AAAA", None),
        ("", "#top", None),
        ("", "http://[", None),
        ("https://a.gov.vn/", "javascript:alert(1)", None),
    ],
)
def test_a_saved_page_of_unknown_address_keeps_its_references(base: str, reference: str, expected: str | None) -> None:
    assert resolved_reference(base, reference) == expected


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://x.gov.vn/i.php?id=3&PHPSESSID=0a1b&mod=tin", "https://x.gov.vn/i.php?id=3&mod=tin"),
        ("https://x.gov.vn/?p=363&cpage=1", "https://x.gov.vn/?p=363"),
        ("https://x.gov.vn/bai/comment-page-2/", "https://x.gov.vn/bai/"),
        ("https://x.gov.vn/a;jsessionid=0A1B?b=%20c", "https://x.gov.vn/a?b=%20c"),
        ("https://x.gov.vn/(X(1)S(abcdefghijklmnopqrstuvwx))/a.aspx?id=3", "https://x.gov.vn/a.aspx?id=3"),
        ("https://x.gov.vn/bai?tmpl=component&print=1", "https://x.gov.vn/bai"),
    ],
)
def test_what_was_only_added_is_not_asked_for(url: str, plain: str) -> None:
    assert plain_url(url) == plain
    assert canonical_key(plain) == canonical_key(url)


@pytest.mark.parametrize("url", ["https://x.gov.vn/B%C3%A0i?a=1&&b", "https://x.gov.vn/m?sid=12", "https://[x", "?a;b"])
def test_any_other_address_stays_as_it_is_written(url: str) -> None:
    assert plain_url(url) == url


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("http://nguoi:mat-khau@x.gov.vn/a", "http://x.gov.vn/a"),
        ("//nguoi@x.gov.vn:8080/a", "https://x.gov.vn:8080/a"),
        ("https://x.gov.vn./a?b#c", "https://x.gov.vn/a?b"),
        ("https://x.gov.vn.:8443/a", "https://x.gov.vn:8443/a"),
        ("https://KỳAnh.vn/a", "https://xn--kanh-v25a.vn/a"),
        ("https://kyаnh.gov.vn/a", "https://xn--kynh-63d.gov.vn/a"),  # with a Cyrillic а
        ("https://１２７.0.0.1/a", "https://127.0.0.1/a"),
        ("https://straße.vn/", "https://xn--strae-oqa.vn/"),
        ("https://x@[2400:cb00::1]:8080/a", "https://[2400:cb00::1]:8080/a"),
        ("https://./a", "https://./a"),
    ],
)
def test_a_host_is_written_as_the_network_knows_it(reference: str, expected: str) -> None:
    assert absolute_url("https://x.gov.vn/", reference) == expected
    assert absolute_url(whole := urljoin("https://x.gov.vn/", reference), "/b") == urljoin(expected, "/b")
    assert canonical_key(whole) == canonical_key(expected)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("\\tin-tuc\\bai-1.html", "http://a.gov.vn/tin-tuc/bai-1.html"),
        ("..\\bai-1.aspx?duong=C:\\anh", "http://a.gov.vn/bai-1.aspx?duong=C:\\anh"),
        ("http:\\\\10.0.0.1\\x", "http://10.0.0.1/x"),
        ("\\\\khac.gov.vn/x", "http://khac.gov.vn/x"),
    ],
)
def test_a_backslash_is_a_slash_but_in_a_query(reference: str, expected: str) -> None:
    assert absolute_url("http://a.gov.vn/muc/", reference) == expected


@pytest.mark.parametrize(
    ("url", "source", "asked"),
    [
        ("http://a.gov.vn/tin/1?x=2", "https://a.gov.vn/", "https://a.gov.vn/tin/1?x=2"),
        ("http://a.gov.vn:80/tin", "https://a.gov.vn/tin-tuc", "https://a.gov.vn/tin"),
        ("http://a.gov.vn/tin", "http://a.gov.vn/", "http://a.gov.vn/tin"),
        ("https://a.gov.vn/tin", "https://a.gov.vn/", "https://a.gov.vn/tin"),
        ("http://www.a.gov.vn/tin", "https://a.gov.vn/", "http://www.a.gov.vn/tin"),  # its certificate may not name it
        ("http://b.gov.vn/tin", "https://a.gov.vn/", "http://b.gov.vn/tin"),
        ("http://a.gov.vn:8080/tin", "https://a.gov.vn/", "http://a.gov.vn:8080/tin"),
        ("http://a.gov.vn/tin", "https://a.gov.vn:8443/", "http://a.gov.vn/tin"),
    ],
)
def test_what_a_page_over_https_names_is_asked_for_over_https(url: str, source: str, asked: str) -> None:
    assert over_tls(url, source) == asked
