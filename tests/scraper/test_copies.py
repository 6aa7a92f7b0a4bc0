from __future__ import annotations

import pytest

from scraper.canonical import canonical_key
from scraper.copies import FORM_WITNESSES, WITNESSES, Copies
from scraper.open_keys import address_parts
from scraper.store import KnownPage

HOME = "https://songlam.example.vn"
SLUG = "le-phat-dong-trong-cay-dau-xuan-tai-xa-so"


def page(path: str) -> KnownPage:
    return KnownPage(canonical_key(HOME + path), HOME + path, "article")


def doubt(copies: Copies, path: str) -> str | None:
    return copies.doubt(canonical_key(HOME + path), HOME + path)


def key(path: str) -> str:
    return canonical_key(HOME + path)


def told(copies: Copies, *pairs: tuple[str, str]) -> None:
    """Have copies turn out to be such of articles that have been read by then."""
    for copy, original in pairs:
        copies.note_article(page(original))
        copies.note_copy(page(copy), key(original))


def test_two_witnesses_tell_which_part_is_idle_and_only_a_known_article_explains_a_copy() -> None:
    copies = Copies()
    for number in range(WITNESSES):
        assert doubt(copies, "/doc/kinh-te/a-9.html") is None
        told(copies, (f"/doc/kinh-te/a-{number}.html", f"/doc/tin/a-{number}.html"))
    copies.note_article(page("/doc/van-hoa/a-9.html"))
    assert doubt(copies, "/doc/kinh-te/a-9.html") is None, "no copy has shown that these two stand for one another"
    told(copies, ("/doc/van-hoa/a-8.html", "/doc/tin/a-8.html"))
    assert doubt(copies, "/doc/kinh-te/a-9.html") is None, "what both stand for says nothing about the two"
    told(copies, ("/doc/kinh-te/a-7.html", "/doc/van-hoa/a-7.html"))
    assert doubt(copies, "/doc/kinh-te/a-9.html") == "other addresses of known articles (they differ in the path only)"
    assert doubt(copies, "/doc/kinh-te/a-10.html") is None, "no such article is known"


def test_a_copy_that_is_read_before_its_article_is_a_witness_too() -> None:
    copies = Copies()
    for number in range(WITNESSES):
        copies.note_copy(page(f"/doc/kinh-te/a-{number}.html"), key(f"/doc/tin/a-{number}.html"))
    copies.note_copy(page("/doc/van-hoa/c.html"), key("/doc/tin/c.html"))
    copies.note_copy(page("/doc/kinh-te/b.html"), key("/doc/tin/b.html"))
    assert doubt(copies, "/doc/van-hoa/b.html"), "its article is claimed, and is read next"
    assert doubt(copies, "/doc/tin/b.html") is None, "the claimed address itself is asked for"
    copies.withdraw(key("/doc/tin/b.html"))
    assert doubt(copies, "/doc/van-hoa/b.html") is None, "it could not be read: another address may stand for it"


def test_a_part_in_which_two_articles_differ_is_never_idle() -> None:
    copies = Copies()
    for name in ("1.html", "2.html", "9.html"):
        copies.note_article(page(f"/xa-a/tin/{name}"))
        copies.note_article(page(f"/xa-b/tin/{name}"))
    told(copies, ("/cu/tin/3.html", "/xa-a/tin/3.html"), ("/cu/tin/4.html", "/xa-a/tin/4.html"))
    assert doubt(copies, "/xa-c/tin/9.html") is None


@pytest.mark.parametrize(
    ("article", "copy"),
    [
        ("/tin/{slug}-{n}.html", "/index.php?nv=news&op=tin/{slug}-{n}"),
        ("/cms/tin/{n}-{slug}.html", "/chi-tiet/group/9/{slug}"),
        ("/chi-tiet/nid/{n}/{slug}", "/trang-in-{n}.html"),
        ("/{slug}/", "/bai/{n}-{slug}"),
    ],
)
def test_a_form_that_only_led_to_copies_is_doubted_where_slug_or_number_is_known(article: str, copy: str) -> None:
    copies = Copies()

    def made(form: str, number: int) -> str:
        return form.format(slug=f"{SLUG}-{number}-va-mot-xa-khac", n=8_000 + number)

    for number in range(FORM_WITNESSES):
        assert doubt(copies, made(copy, 9)) is None
        told(copies, (made(copy, number), made(article, number)))
    copies.note_article(page(made(article, 9)))
    assert "copies of known articles" in str(doubt(copies, made(copy, 9)))
    assert doubt(copies, made(copy, 10)) is None, "no article explains it"


def test_numbers_at_the_end_of_titles_tell_articles_apart() -> None:
    copies = Copies()
    for number in range(20, 20 + FORM_WITNESSES):
        told(copies, (f"/cu/{SLUG}-{number}", f"/tin/{SLUG}-{number}-9{number}.html"))
    copies.note_article(page(f"/tin/{SLUG}-3-7777.html"))
    assert doubt(copies, f"/cu/{SLUG}-3")
    assert doubt(copies, f"/cu/{SLUG}-2") is None


def test_a_form_with_an_article_of_its_own_is_no_form_of_copies() -> None:
    copies = Copies()
    for number in range(FORM_WITNESSES + 3):
        told(copies, (f"/cu/{SLUG}-{number}-x", f"/tin/{number}/{SLUG}-{number}-x"))
    copies.note_article(page(f"/cu/{SLUG}-99-x"))
    copies.note_article(page(f"/tin/50/{SLUG}-50-x"))
    assert doubt(copies, f"/cu/{SLUG}-50-x") is None


def test_vietnamese_under_another_language_is_a_copy_once_two_were() -> None:
    copies = Copies()
    told(copies, ("/en_US/tin/1", "/tin/1"), ("/en_US/tin/2", "/tin/2"))
    copies.note_article(page("/tin/9"))
    assert doubt(copies, "/en_US/tin/9") == "other addresses of known articles (they differ in the language only)"
    assert doubt(copies, "/en_US/tin/10") is None


@pytest.mark.parametrize(
    ("article", "other"),
    [
        ("/tin/thong-bao-lich-tiep-cong-dan-thang-5.html", "/xa-a/thong-bao-lich-tiep-cong-dan-thang-5.html"),
        ("/tin/ke-hoach-cai-cach-hanh-chinh.html", "/xa-a/ke-hoach-cai-cach-hanh-chinh.html"),
        ("/tin/khai-mac-he-nam-2024.html", "/xa-a/khai-mac-he-nam-2024.html"),
    ],
)
def test_what_recurs_is_asked_for_although_its_slug_is_known(article: str, other: str) -> None:
    copies = Copies()
    for number in range(FORM_WITNESSES):
        told(copies, (f"/xa-a/{SLUG}-{number}.html", f"/tin/{SLUG}-{number}.html"))
    copies.note_article(page(article))
    assert doubt(copies, other) is None
    copies.note_article(page(f"/tin/{SLUG}.html"))
    assert doubt(copies, f"/xa-a/{SLUG}.html"), "a headline of its own under the same folders is a copy"


def test_what_a_number_of_its_own_tells_recurs_nowhere() -> None:
    copies = Copies()
    for number in range(WITNESSES):
        told(
            copies, (f"/xa-a/thong-bao-so-{number}-8123{number}.html", f"/tin/thong-bao-so-{number}-8123{number}.html")
        )
    copies.note_article(page("/tin/thong-bao-lich-tiep-dan-81239.html"))
    assert doubt(copies, "/xa-a/thong-bao-lich-tiep-dan-81239.html")


def test_a_slug_with_a_number_of_its_own_is_a_copy_in_any_folder() -> None:
    copies = Copies()
    for number in range(WITNESSES):
        told(copies, (f"/xa-a/{SLUG}-8123{number}.html", f"/tin/{SLUG}-8123{number}.html"))
    copies.note_article(page(f"/tin/{SLUG}-81239.html"))
    assert doubt(copies, f"/xa-b/{SLUG}-81239.html")
    copies.note_article(page(f"/tin/{SLUG}-2023.html"))
    assert doubt(copies, f"/xa-b/{SLUG}-2023.html") is None, "a year is no number of its own"


def test_years_and_months_of_a_path_stand_for_no_others() -> None:
    copies = Copies()
    for number in range(FORM_WITNESSES):
        told(copies, (f"/2024/05/{SLUG}-{number}-moi", f"/2023/04/{SLUG}-{number}-moi"))
    copies.note_article(page(f"/2023/04/{SLUG}-hai-thon-nua"))
    copies.note_article(page(f"/2024/05/{SLUG}-mot-bai-khac"))  # so the form is none of copies alone
    assert doubt(copies, f"/2024/05/{SLUG}-hai-thon-nua") is None


def seen(copies: Copies, path: str, source: str | None) -> None:
    copies.links.see(key(path), None if source is None else address_parts(key(source)))


def test_of_two_addresses_the_likelier_goes_first() -> None:
    copies = Copies()
    for name in ("a", "b"):
        told(copies, (f"/doc/kinh-te/{name}.html", f"/doc/tin/{name}.html"))
    for section in ("kinh-te", "tin"):
        seen(copies, f"/doc/{section}/c.html", f"/muc/{section}")
        seen(copies, f"/doc/{section}/d.html", f"/muc/{section}")
    assert copies.has_likelier(key("/doc/kinh-te/c.html")), "where copies stood before"
    assert not copies.has_likelier(key("/doc/tin/c.html"))
    seen(copies, "/doc/kinh-te/d.html", "/doc/van-hoa/x.html")
    assert copies.has_likelier(key("/doc/tin/d.html")), "a page of another section calls it by the other"
    assert not copies.has_likelier(key("/doc/kinh-te/d.html"))
    assert not copies.has_likelier(key("/doc/kinh-te/e.html")), "there is no other"


def test_boxes_of_a_front_page_vouch_for_nothing() -> None:
    copies = Copies()
    told(copies, ("/doc/kinh-te/a.html", "/doc/tin/a.html"), ("/doc/van-hoa/b.html", "/doc/tin/b.html"))
    seen(copies, "/doc/van-hoa/c.html", None)
    seen(copies, "/doc/tin/c.html", "/muc/tin")
    assert copies.has_likelier(key("/doc/van-hoa/c.html"))
    assert not copies.has_likelier(key("/doc/tin/c.html"))


def test_a_parameter_that_is_idle_in_several_forms_is_idle_in_a_new_one() -> None:
    copies = Copies()
    told(
        copies,
        ("/kinh-te/a?sid=1", "/kinh-te/a"),
        ("/kinh-te/b?sid=2", "/kinh-te/b"),
        ("/van-hoa/c?sid=3", "/van-hoa/c"),
    )
    copies.note_article(page("/thong-bao/d"))
    assert "sid" in (doubt(copies, "/thong-bao/d?sid=4") or "")
    assert doubt(copies, "/thong-bao/e?sid=4") is None


def test_a_parameter_in_which_articles_differ_anywhere_is_idle_in_no_new_form() -> None:
    copies = Copies()
    told(
        copies, ("/kinh-te/a?id=1", "/kinh-te/a"), ("/kinh-te/b?id=2", "/kinh-te/b"), ("/van-hoa/c?id=3", "/van-hoa/c")
    )
    copies.note_article(page("/xem?id=1"))
    copies.note_article(page("/xem?id=2"))
    copies.note_article(page("/thong-bao/d"))
    assert doubt(copies, "/thong-bao/d?id=4") is None
