from __future__ import annotations

import pytest

from scraper.languages import LANGUAGE_LOOKS, LanguageParts, address_language, text_language

HOME = "https://songlam.example.vn"
VIETNAMESE = "Sáng 5/3, Ủy ban nhân dân xã tổ chức hội nghị triển khai nhiệm vụ phát triển kinh tế - xã hội năm 2024."
ENGLISH = (
    "The People's Committee of Sông Lam district said that the works on the road will be finished by the end of May."
)
FRENCH = (
    "Le comité populaire du district a annoncé que les travaux de la route seront terminés dans les mois qui viennent."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(VIETNAMESE, "vi"), (ENGLISH, "en"), (FRENCH, "fr"), ("松浪县人民委员会今天召开会议" * 5, "zh"),
     ("Комитет района провёл сегодня заседание по плану на год" * 2, "ru"), ("ນະຄອນຫຼວງວຽງຈັນ" * 8, "lo"),
     ("Sang 5/3, Uy ban nhan dan xa to chuc hoi nghi trien khai nhiem vu phat trien kinh te xa hoi nam 2024.", None),
     ("Home", None), ("", None), ("12345 " * 100, None)],
)  # fmt: skip
def test_the_language_of_a_text_is_read_off_the_text(text: str, language: str | None) -> None:
    assert text_language(text) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [("/en/news/1", "en"), ("/en_US/web/guest/home", "en"), ("/en-us/tin", "en"), ("/kyanh/en/portal", "en"),
     ("/web/en/home", "en"), ("/?lang=en", "en"), ("/tin?language=en-US", "en"), ("/cn/a", "zh"), ("/vi/tin", "vi"),
     ("/tin/en-bai.html", None), ("/a/b/c/en/d", None), ("/tin?lang=vi", "vi"), ("/english/a", "en"), ("/", None)],
)  # fmt: skip
def test_what_language_an_address_names(path: str, language: str | None) -> None:
    assert address_language(HOME + path) == language


def test_a_part_in_another_language_is_left_out_after_two_looks_and_the_way_to_get_it_is_said() -> None:
    parts = LanguageParts()
    for number in range(LANGUAGE_LOOKS):
        assert parts.doubt(f"{HOME}/en/news/9") is None
        parts.note(f"{HOME}/en/news/{number}", "en" if number else None)
    assert parts.doubt(f"{HOME}/en/news/9") == "in another language (en); ask for it with --language en"
    assert parts.doubt(f"{HOME}/fr/news/9") is None, "every part gets its looks"
    assert parts.doubt(f"{HOME}/tin/9") is None


def test_a_part_that_turns_out_to_be_vietnamese_is_read_but_for_twins() -> None:
    parts = LanguageParts()
    parts.note(f"{HOME}/en_US/tin/1", "vi")
    for number in range(2, 9):
        parts.note(f"{HOME}/en_US/tin/{number}", None)
    assert parts.doubt(f"{HOME}/en_US/tin/9") is None
    parts.note(f"{HOME}/vi/tin/9", "vi")
    assert "known without it" in str(parts.doubt(f"{HOME}/en_US/tin/9"))
    assert "known without it" in str(parts.doubt(f"{HOME}/tin/9?lang=en"))


def test_a_language_that_is_wanted_is_like_any_other_part() -> None:
    parts = LanguageParts(frozenset({"vi", "en"}))
    parts.note(f"{HOME}/tin/1", "vi")
    for _ in range(9):
        parts.note(f"{HOME}/en/x", "en")
    assert parts.doubt(f"{HOME}/en/tin/1") is None
    assert not parts.is_foreign(f"{HOME}/en/tin/1")
    assert parts.is_foreign(f"{HOME}/zh/tin/1")


def test_a_language_that_goes_without_saying_has_twins_once_two_pages_have_shown_it() -> None:
    parts = LanguageParts()
    for path, title in (("/tin", "Tin tức"), ("/gioi-thieu", "Giới thiệu"), ("/lien-he", "Liên hệ")):
        parts.note(HOME + path, "vi")
        parts.note_title(HOME + path, title)
    parts.note_title(f"{HOME}/vi/tin", "TIN TỨC")
    assert parts.doubt(f"{HOME}/vi/lien-he") is None
    parts.note_title(f"{HOME}/vi/gioi-thieu", "Giới thiệu")
    assert parts.doubt(f"{HOME}/vi/lien-he") == "pages under vi that are known without it"
    assert parts.doubt(f"{HOME}/vi/moi") is None, "nothing is known without it"


def test_a_language_with_its_region_is_one_wherever_it_stands() -> None:
    assert address_language(f"{HOME}/web/xa/tin/-/content/en_US/tin") == "en"
