"""No search is an error: two hundred odd ones, asked of the whole site as strangers and as the owner."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote_plus

import pytest

from tests.archive.site.samples import Site

_MARKS = ['"', "'", "`", "*", "-", "+", "^", ":", "(", ")", "{", "}", "[", "]", "<", ">", "&", "|", "~", "!", "?", "/",
          "\\", "%", "_", "#", "@", "$", ";", ",", ".", "=", "…", "“", "”", "«", "»", "‘", "–"]  # fmt: skip
_OPERATORS = ["AND", "OR", "NOT", "NEAR", "AND OR NOT", "a AND", "NOT a", "a NOT", "NEAR(a b, 2)", "NEAR(",
              "a NEAR/2 b",
              "title:a", "title : a", "{title lead} : a", "- title : a", "^a", "a + b", "a ^ b", '"a" * b', "col:*",
              "rowid:1", "marker : article", "articles_fts", "(a OR b) AND c", "((((a", "a))))", "{}", "{a}", '"a',
              'a"',
              '""', '"""', '" "', '"*"', '-"', "--", "-*", "- a", "a -", "-a -b", "*a", "a**", "a*b", '"a b"*',
              "-a*"]  # fmt: skip
_SQL = ["' OR 1=1 --", "'; DROP TABLE articles; --", '" OR ""="', "1; SELECT * FROM people", "UNION SELECT 1,2,3",
        "x' AND sleep(9)", "/* */", "%' OR '%", "0x41", "NULL", "\\'; --", "load_extension('x')", "json_each('[')",
        "match 'a'", "escape_fts(1)", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "../../etc/passwd", "%00",
        "%252e", "javascript:alert(1)", "{% raw %}", "\r\nSet-Cookie: a=b", "=cmd|' /C calc'!A0"]  # fmt: skip
_LETTERS = ["đ", "Đ", "ð", "đĐ", "Đảng uỷ", "ĐẢNG ỦY", "đuong", "hoà*", "ơ", "ự", "ﬁ", "ß", "İ", "ı", "ſ", "ǅ", "ø",
            "Ω",
            "中文", "ภาษาไทย", "العربية", "עברית", "한국어",
            "ひらがな", "𝔞𝔟", "𞤀", "１２３", "١٢٣", "Ⅳ", "²", "½", "a\u0301\u0301",
            "\u0301", "\u0323\u0301", "e\u0302\u0323", "\u200b", "a\u200bb", "\u200d\u200c", "\ufeff", "\u00a0",
            "\u00ad", "\u202e",
            "\u202eabc\u202c", "\u2066a", "\ue000", "\ue006a\ue009b", "\uffff", "\x00", "a\x00b", "\x01\x02", "\x7f",
            "\x85",
            "\t", "\n\n", "😀", "😀 a", "-😀",
            "👩‍👩‍👧", "🇻🇳", "a😀*", '"😀"', "☭", "★*"]  # fmt: skip
_SAID = ["Đảng bộ Thị ủy", "kết quả thực hiện", "20/10/2023", "10%", "C#", "C++", ".NET", "a@b.vn",
         "http://a.vn/?q=1&b=2",
         "UBND-HĐND", "3,5 tỷ", "(Nguyễn Văn A)", "“Bác Hồ”", "nghị quyết số 12-NQ/TW", "1e999", "nan", "-1",
         "+84 123"]  # fmt: skip
_LONG = ["a" * 10_240, "a " * 5_120, "đường " * 1_130, "ệ" * 3_400, '"' * 10_240, "-a " * 3_400, "a* " * 3_400,
         "(" * 10_240,
         '"a b ' * 2_000, "AND " * 2_560, "😀" * 2_500, "*" * 10_240, "a" * 2_001, ("x" * 99 + " ") * 102,
         "\x00" * 3_000,
         "Đảng bộ Thị ủy họp " * 300]  # fmt: skip
_NFD = [unicodedata.normalize("NFD", words) for words in ("Đảng bộ", "thị ủy", "ĐƯỜNG", "nghiệp vụ*", '"Thị uỷ"')]
HOSTILE = [*_MARKS, *_OPERATORS, *_SQL, *_LETTERS, *_SAID, *_LONG, *_NFD]
# Bytes that no text is made of, as they stand in an address.
_BYTES = ["%ff", "%ed%a0%80", "%c3", "%f4%90%80%80", "%", "%zz", "a%80b", "%00%00", "%u0041", "+%2B+", "q%3D"]


def test_there_are_two_hundred() -> None:
    assert len(set(HOSTILE)) + len(_BYTES) >= 200
    assert any(len(words.encode()) >= 10_240 for words in HOSTILE)


@pytest.mark.parametrize("public", [False, True], ids=["private", "public"])
@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_a_search_is_answered(site: Site, words: str, public: bool) -> None:
    asked = f"?q={quote_plus(words.encode('utf-8', 'surrogatepass'))}"
    answer = site.get(f"/search{asked}", public=public)
    if answer.status == 302:  # to the address that is shared
        asked = f"?{answer.headers['location'].partition('?')[2]}"
        answer = site.get(f"/search{asked}", public=public)
    assert answer.status == 200
    assert "</html>" in answer.text
    assert len(answer.text) < 200_000
    assert ("message-warning" in answer.text) == (len(words.strip()) > 2_000)
    for ending in ("json", "atom", "csv") if public else ():
        assert site.get(f"/search.{ending}{asked}", public=public).status == 200, ending


@pytest.mark.parametrize("public", [False, True], ids=["private", "public"])
@pytest.mark.parametrize("sent", _BYTES)
def test_bytes_that_are_no_text_are_answered(site: Site, sent: str, public: bool) -> None:
    assert site.get(f"/search?q={sent}", public=public).status in {200, 302}
    assert site.get(f"/search.json?q={sent}", public=public).status == 200


@pytest.mark.parametrize(
    "name", ["portal", "unit", "section", "year", "from", "to", "person", "official", "role", "kind", "sort", "page"]
)
@pytest.mark.parametrize(
    "value",
    [
        "'",
        '"',
        "\x00",
        "-1",
        "99999999999999999999",
        "9999-12-31",
        "0001-01-01",
        "1436",
        "a" * 9_000,
        "ệ😀",
        "1436-01-01",
    ],
)
def test_no_narrowing_is_an_error(site: Site, name: str, value: str) -> None:
    address = f"?q=hop&{name}={quote_plus(value)}"
    answer = site.get(f"/search{address}", public=True)
    assert answer.status in {200, 302}
    for path in (answer.headers.get("location", "/search"), f"/search.json{address}", f"/search.atom{address}"):
        assert site.get(path, public=True).status == 200


@pytest.mark.parametrize("public", [False, True])
def test_other_pages_keep_their_bound(site: Site, public: bool) -> None:
    assert site.get("/search?q=" + "a" * 31_000, public=public).status == 200
    assert site.get("/search?q=" + "a" * 33_000, public=public).status == 414
    assert site.get("/people?q=" + "a" * 9_000, public=public).status == 414
    assert site.get("/en/people?q=" + "a" * 9_000, public=public).status == 414
