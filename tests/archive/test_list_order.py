"""Where in a list of many pages something has changed, told from few of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from archive.list_order import ListOrder, compose, page_numbers

SIZE = 5


@dataclass
class Shown:
    """A list as a portal shows it, and how often it was looked at."""

    entries: list[str]
    looks: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max(0, -(-len(self.entries) // SIZE) - 1)

    def pages(self) -> dict[int, list[str]]:
        return {page: self.entries[page * SIZE : (page + 1) * SIZE] for page in range(self.last + 1)}

    def visit(self, order: ListOrder) -> tuple[set[str], set[str]]:
        """Look at the first and the last page and at whatever these call for; returns what is new and what is gone."""
        unknown: set[str] = set()
        missing: set[str] = set()
        wanted: int | None = 0
        todo = [0, self.last]
        while todo or (wanted := order.next_page(self.last)) is not None:
            page = todo.pop(0) if todo else wanted
            assert page is not None
            assert len(self.looks) <= 2 * self.last + 2, "it looks at the same pages again and again"
            self.looks.append(page)
            sight = order.observe(page, self.pages()[page])
            unknown |= set(sight.unknown)
            missing |= set(sight.missing)
        return unknown, missing


def entries(count: int) -> list[str]:
    return [f"host/{number}.html" for number in range(count, 0, -1)]


def order_of(shown: Shown) -> ListOrder:
    return compose(shown.pages())


def test_where_nothing_changed_only_the_ends_are_looked_at() -> None:
    shown = Shown(entries(103))
    assert shown.visit(order_of(shown)) == (set(), set())
    assert shown.looks == [0, 20]


def test_news_at_the_front_moves_everything_and_asks_for_nothing_more() -> None:
    shown = Shown(entries(103))
    order = order_of(shown)
    shown.entries[:0] = ["host/new-2.html", "host/new-1.html"]
    assert shown.visit(order) == ({"host/new-2.html", "host/new-1.html"}, set())
    assert shown.looks == [0, 20]


def test_news_is_followed_to_the_page_that_shows_something_known() -> None:
    shown = Shown(entries(103))
    order = order_of(shown)
    new = [f"host/new-{number}.html" for number in range(12)]
    shown.entries[:0] = new
    assert shown.visit(order)[0] == set(new)
    assert sorted(shown.looks) == [0, 1, 2, shown.last]


@given(st.integers(1, 200), st.data())
def test_whatever_is_put_in_anywhere_is_found_by_halving(count: int, data: st.DataObject) -> None:
    shown = Shown(entries(count))
    order = order_of(shown)
    new = [f"host/new-{number}.html" for number in range(data.draw(st.integers(1, 4)))]
    for entry in new:
        shown.entries.insert(data.draw(st.integers(0, len(shown.entries))), entry)
    found, missing = shown.visit(order)
    assert found == set(new)
    assert not missing
    assert len(shown.looks) <= 3 + len(new) * (shown.last.bit_length() + 3)
    assert order.entries == shown.entries


@given(st.integers(12, 200), st.data())
def test_what_is_taken_out_in_the_middle_is_found(count: int, data: st.DataObject) -> None:
    shown = Shown(entries(count))
    order = order_of(shown)
    taken = shown.entries.pop(data.draw(st.integers(0, count - 7)))
    found, missing = shown.visit(order)
    assert not found
    assert missing == {taken}


def test_an_old_article_brought_to_the_front_has_moved_and_the_rest_has_not() -> None:
    shown = Shown(entries(60))
    order = order_of(shown)
    raised = shown.entries.pop(42)
    shown.entries.insert(0, raised)
    order_before = list(shown.entries)
    sight = order.observe(0, shown.pages()[0])
    assert sight.moved == (raised,)
    assert not sight.unknown
    assert order.entries == order_before


def test_a_box_beside_the_list_is_none_of_its_entries() -> None:
    shown = Shown(entries(50))
    box = ["host/new-1.html", "host/elsewhere.html"]
    order = compose({page: [*named, *box] for page, named in shown.pages().items()})
    assert order.boxes == set(box)
    assert order.entries == shown.entries
    assert not order.observe(0, [*shown.pages()[0], *box])
    newer = ["host/newest.html", "host/new-1.html"]
    order.observe(0, [*shown.pages()[0], *newer])
    assert not order.observe(9, [*shown.pages()[9], *newer]), "what stands on the first page too is in a box"


def test_a_page_that_could_not_be_read_leaves_a_hole_of_its_size() -> None:
    shown = Shown(entries(50))
    pages = shown.pages()
    del pages[4]
    order = compose(pages)
    order.observe(0, shown.pages()[0])
    assert not order.observe(9, shown.pages()[9])
    assert order.next_page(9) is None


def test_a_list_in_a_new_order_every_time_is_not_walked_to_its_end() -> None:
    shown = Shown(entries(20))
    order = order_of(shown)
    sight = order.observe(0, shown.pages()[3])
    assert not sight.unknown
    assert order.next_page(shown.last) is None


def test_pages_are_told_by_the_number_in_which_they_differ() -> None:
    assert page_numbers("h/muc", ["h/muc?page=3", "h/muc?page=2", "h/muc?page=10"]) == {
        "h/muc": 0, "h/muc?page=2": 1, "h/muc?page=3": 2, "h/muc?page=10": 9,
    }  # fmt: skip
    assert page_numbers("h/5/muc", ["h/5/muc?start=20", "h/5/muc?start=10", "h/5/muc?start=30"]) == {
        "h/5/muc": 0, "h/5/muc?start=10": 1, "h/5/muc?start=20": 2, "h/5/muc?start=30": 3,
    }  # fmt: skip
    assert page_numbers("h/muc", []) == {"h/muc": 0}
    assert page_numbers("h/muc", ["h/muc/trang-2"]) == {"h/muc": 0, "h/muc/trang-2": 1}


def test_pages_in_another_order_are_no_pages_of_the_list() -> None:
    found = page_numbers("h/muc", ["h/muc?page=2", "h/muc?page=3", "h/muc?sort=cu&page=2"])
    assert found == {"h/muc": 0, "h/muc?page=2": 1, "h/muc?page=3": 2}
    assert page_numbers("h/muc", ["h/muc?a=1&b=2", "h/muc?a=2&b=3"]) == {"h/muc": 0}
