"""Parameters of lists that choose nothing are found out by what the lists name, and by nothing else."""

from __future__ import annotations

from scraper.list_views import ListViews

BASE = "x.gov.vn"


def read(views: ListViews, *lists: tuple[str, list[str]]) -> None:
    for key, entries in lists:
        views.note(f"{BASE}{key}", [f"{BASE}{one}" for one in entries])


def test_a_token_in_every_link_makes_no_new_lists() -> None:
    views = ListViews()
    read(
        views,
        ("/kinh-te", ["/a/1?tk=b1", "/a/2?tk=b2"]),
        ("/kinh-te?tk=1", ["/a/1?tk=c1", "/a/2?tk=c2"]),
        ("/kinh-te?tk=2", ["/a/1?tk=d1", "/a/2?tk=d2"]),
        ("/van-hoa?tk=3", ["/v/1?tk=d1", "/v/2?tk=d2"]),
        ("/van-hoa?tk=4", ["/v/1?tk=e1", "/v/2?tk=e2"]),
    )
    assert views.doubt(f"{BASE}/kinh-te?tk=9") is None, "a witness is missing"
    read(views, ("/van-hoa?tk=5", ["/v/1?tk=f1", "/v/2?tk=f2"]))
    assert views.doubt(f"{BASE}/kinh-te?tk=9") == (
        "addresses that differ in tk only (lists that were read so named the same)"
    )
    assert views.doubt(f"{BASE}/the-thao?tk=9") is None, "a list that has not been read"
    assert views.doubt(f"{BASE}/kinh-te?page=9&tk=9") is None


def test_a_parameter_that_chooses_anything_anywhere_is_never_idle() -> None:
    views = ListViews()
    same = [(f"/{one}?page={n}", [f"/{one}/1"]) for one in ("a", "b", "c") for n in (7, 8, 9)]
    read(views, *same)
    assert views.doubt(f"{BASE}/a?page=10")
    read(views, ("/d?page=1", ["/d/1"]), ("/d?page=2", ["/d/2"]))
    assert views.doubt(f"{BASE}/a?page=10") is None


def test_sections_that_a_parameter_tells_apart_may_all_be_empty_but_for_their_boxes() -> None:
    views = ListViews()
    read(views, *((f"/Default.aspx?tabid={n}", ["/tin-moi/1", "/tin-moi/2"]) for n in range(30)))
    assert views.doubt(f"{BASE}/Default.aspx?tabid=31") is None


def test_a_list_that_names_nothing_says_nothing() -> None:
    views = ListViews()
    read(views, *((f"/{one}?id={n}", []) for one in ("a", "b") for n in range(9)))
    assert views.doubt(f"{BASE}/a?id=10") is None


def test_what_an_earlier_visit_read_counts_as_read() -> None:
    views = ListViews()
    views.place(f"{BASE}/kinh-te?tk=old")
    read(views, *((f"/{one}?tk={n}", [f"/{one}/1?tk={n}"]) for one in ("a", "b") for n in range(3)))
    assert views.doubt(f"{BASE}/kinh-te?tk=new")


def test_further_addresses_of_one_article_are_one_and_articles_are_not() -> None:
    views = ListViews()
    read(views, *((f"/{one}?tk={n}", [f"/{one}/1?tk={n}"]) for one in ("a", "b") for n in range(3)))
    views.note_copy(f"{BASE}/in/10?tk=1", f"{BASE}/bai/10?tk=7")
    assert views.doubt(f"{BASE}/in/10?tk=2") is None
    views.note_copy(f"{BASE}/in/10?tk=2", f"{BASE}/bai/10?tk=7")
    assert views.doubt(f"{BASE}/in/10?tk=3")
    assert views.doubt(f"{BASE}/in/11?tk=3") is None
    views.note_copy(f"{BASE}/xem?tk=1", f"{BASE}/bai/1")
    views.note_copy(f"{BASE}/xem?tk=2", f"{BASE}/bai/2")
    assert views.doubt(f"{BASE}/xem?tk=3") is None, "there it chooses the article"


def test_what_tells_articles_from_lists_and_from_each_other_is_never_idle() -> None:
    views = ListViews()
    views.place(f"{BASE}/")
    pages = [(section, page) for section in (1, 2, 3) for page in (1, 2)]
    read(
        views,
        *((f"/?page={page}&q=term/{one}", [f"/?q=node/{one}{page}{k}" for k in range(4)]) for one, page in pages),
    )
    assert views.doubt(f"{BASE}/?q=node/1") is None
    views = ListViews()
    for host in ("/a", "/b"):  # few entries each, then one
        read(views, *((f"{host}?id={n}", [f"{host}?id={n}01", f"{host}?id={n}02"]) for n in range(1, 9)))
        read(views, *((f"{host}?id={n}", [f"{host}?id={n}01"]) for n in range(11, 19)))
    assert views.doubt(f"{BASE}/a?id=101") is None


def test_a_link_by_title_picture_and_more_with_a_token_each_is_one_entry() -> None:
    views = ListViews()
    links = ["/a/1?tk=1", "/a/1?tk=2", "/a/1?tk=3", "/a/2?tk=4", "/a/2?tk=5", "/a/2?tk=6"]
    read(views, *((f"/{one}?tk={n}", links) for one in ("a", "b") for n in range(7, 10)))
    assert views.doubt(f"{BASE}/a?tk=10")


def test_the_state_of_a_portals_windows_makes_no_new_lists() -> None:
    views = ListViews()
    numbers = iter(range(100))

    def state(path: str) -> str:
        return f"{path}/!ut/p/z1/{next(numbers)}"

    for one in ("/kinh-te", "/van-hoa"):
        read(views, *((state(one), [state(f"{one}/1"), state(f"{one}/2")]) for _ in range(3)))
    assert views.doubt(BASE + state("/kinh-te")) == (
        "addresses that differ in the state only (lists that were read so named the same)"
    )
    assert views.doubt(BASE + state("/the-thao")) is None, "a list that has not been read"
