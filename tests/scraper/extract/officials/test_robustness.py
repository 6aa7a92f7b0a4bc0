"""Whatever the text: no exception, spans that point at names, and time that grows with length."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.vietnamese import collapse

_PIECES = st.sampled_from(
    [
        "Đồng chí", "các đồng chí", "ông", "Bà", "Nguyễn Văn A", "Lê Thị Sen", "Lò A Páo", "Ayun H’Linh",
        "TUV", "UVBTV",
        "Bí thư Thị ủy", "Chủ tịch UBND xã", "Trưởng Ban", "phụ trách", "nguyên", "Quyền", "Đại tá", "PGS.TS.", "TP.",
        "phường", "Phú Vân", "và", "kiêm", "đối với", "miễn nhiệm", "được bầu giữ chức", "khóa XI", "dự", "chủ trì",
        "phát biểu", "có", "do", "làm Trưởng đoàn", ",", ";", ":", "-", " – ", "(", ")", ".", "\n",
        "\n\n", "“", "”", "\u00a0",
        "\u200b", "NGUYỄN VĂN B", "K'", "Đ/c", "2021", "của", "cho", "Hội Nông dân xã", "Sở", "đại biểu", "tự xưng là",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=40).map(" ".join)


@given(_TEXTS, _TEXTS, st.sampled_from(["", "https://krongpa.gialai.gov.vn/x", "//", "http://[", "a.b.c"]))
@settings(max_examples=150)
def test_spans_point_at_names_and_words(text: str, caption: str, url: str) -> None:
    fields = {"text": text, "captions[0]": caption}
    officials, problems = find_officials([Field(name, value) for name, value in fields.items()], Context(url=url))
    for official in officials:
        assert official.mentions
        for mention in official.mentions:
            field = fields[mention.field]
            assert 0 <= mention.start < mention.end <= len(field)
            printed = collapse(unicodedata.normalize("NFC", field[mention.start : mention.end]))
            assert printed.casefold() == official.name.casefold()
        assert len(official.roles) == len(set(official.roles))
        assert [said.role for said in official.role_evidence] == [r for r in official.roles if r != "pictured"]
        for said in official.role_evidence:
            field = fields[said.field]
            assert 0 <= said.start < said.end <= len(field)
            words = field[said.start : said.end]
            assert words == words.strip()
            assert any(letter.isalpha() for letter in words)
    assert all(problem.field == "officials" and problem.reason for problem in problems)


def test_a_text_of_too_many_people_is_a_problem() -> None:
    text = "Ông Nguyễn Văn A, Bí thư Đảng ủy dự. " * 3_001
    officials, problems = find_officials([Field("text", text)], Context())
    assert len(officials[0].mentions) == 1_500
    assert "3001 sentences" in problems[0].reason


def test_many_captions_are_no_more_than_one_long_text() -> None:
    said = "Ông Nguyễn Văn A, Bí thư Đảng ủy dự."
    fields = [Field(f"captions[{number}]", said) for number in range(1_501)]
    officials, problems = find_officials(fields, Context())
    assert len(officials[0].mentions) == 1_500
    assert "captions[1500]" in problems[0].reason


def test_no_text_no_officials() -> None:
    assert find_officials([], Context()) == ([], [])
    assert find_officials([Field("text", "")], Context()) == ([], [])
