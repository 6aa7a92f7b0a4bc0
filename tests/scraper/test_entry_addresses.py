from __future__ import annotations

import pytest

from scraper.entry_addresses import EntryAddresses, slug_of
from scraper.extract.json_entries import UnlinkedEntry
from scraper.extract.links import Link

HOME = "https://songlam.example.vn"
MORE = Link(f"{HOME}/api?page=2", "Xem thêm", "more")
TITLES = ("Xã Đông Yên khánh thành cầu", "Hợp tác xã được mùa lúa", "Ra quân ngày Chủ nhật xanh")
ENTRY = UnlinkedEntry("Đường vào thôn được mở rộng", "", "12")


def _shown(form: str) -> list[Link]:
    shown = (form.format(slug=slug_of(title), number=number) for number, title in enumerate(TITLES, 107))
    return [*(Link(HOME + path, title, "list") for path, title in zip(shown, TITLES, strict=True)), MORE]


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ("/bai-viet/{slug}.html", "/bai-viet/duong-vao-thon-duoc-mo-rong.html"),
        ("/tin/{slug}-{number}", "/tin/duong-vao-thon-duoc-mo-rong-12"),
        ("/tin/{slug}-post{number}.html", "/tin/duong-vao-thon-duoc-mo-rong-post12.html"),
        ("/tin/{number}-{slug}", "/tin/12-duong-vao-thon-duoc-mo-rong"),
    ],
)
def test_addresses_are_made_of_words_and_number(form: str, address: str) -> None:
    made = EntryAddresses()
    made.learn("muc", _shown(form))
    assert made.links("api", "muc", [ENTRY]) == [Link(HOME + address, ENTRY.title, "list")]


@pytest.mark.parametrize("form", ["/tin?ten={slug}", "/tin/{number}", "/tin/{slug}-{number}-ban-in"])
def test_what_is_not_made_of_them_tells_nothing(form: str) -> None:
    made = EntryAddresses()
    made.learn("muc", _shown(form))
    assert made.links("api", "muc", [ENTRY]) == []


def test_a_page_that_loads_nothing_tells_nothing() -> None:
    made = EntryAddresses()
    made.learn("muc", _shown("/tin/{slug}")[:-1])
    assert made.links("api", "muc", [ENTRY]) == []


def test_lists_that_name_their_section_are_kept_apart_and_their_answers_hand_on_what_they_know() -> None:
    made = EntryAddresses()
    made.learn("van-hoa", _shown("/van-hoa/{slug}"))
    made.learn("kinh-te", _shown("/kinh-te/{slug}"))
    assert made.links("api 9", None, [ENTRY]) == [], "nobody knows of which section it is"
    for source, answer in (("kinh-te", "api 2"), ("api 2", "api 3")):
        assert [link.url for link in made.links(answer, source, [ENTRY])] == [
            f"{HOME}/kinh-te/duong-vao-thon-duoc-mo-rong"
        ]


def test_an_entry_without_the_number_that_its_address_needs_gets_none() -> None:
    made = EntryAddresses()
    made.learn("muc", _shown("/tin/{slug}-{number}"))
    assert made.links("api", "muc", [ENTRY._replace(number="")]) == []
