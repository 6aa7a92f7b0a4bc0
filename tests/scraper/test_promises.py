"""What the pages of lists promise, and when that is settled."""

from scraper.promises import Promises

PAGE, OTHER = 1, 2
FIRST, SECOND, THIRD = 11, 12, 13


def test_a_page_is_open_until_one_of_its_headlines_has_been_looked_at() -> None:
    promises = Promises()
    promises.promise(PAGE, promises.unread([FIRST, SECOND]))
    assert promises.is_open(PAGE)
    promises.look_at(THIRD)
    assert promises.is_open(PAGE)
    promises.look_at(SECOND)
    assert not promises.is_open(PAGE)


def test_a_page_of_headlines_that_were_read_before_it_is_not_open() -> None:
    promises = Promises()
    promises.look_at(FIRST)
    promises.promise(PAGE, promises.unread([FIRST]))
    assert not promises.is_open(PAGE)
    assert promises.unread([FIRST, SECOND]) == {SECOND}


def test_a_page_that_has_led_to_an_article_or_promised_nothing_is_not_open() -> None:
    promises = Promises()
    promises.promise(PAGE, frozenset({FIRST}))
    promises.settle(PAGE)
    assert not promises.is_open(PAGE)
    assert not promises.is_open(OTHER)


def test_pages_are_alike_by_all_their_headlines_and_not_by_having_none() -> None:
    promises = Promises()
    promises.name(PAGE, frozenset({FIRST, SECOND}))
    promises.name(OTHER, frozenset({SECOND, FIRST}))
    assert promises.are_alike(PAGE, OTHER)
    promises.name(OTHER, frozenset({FIRST}))
    assert not promises.are_alike(PAGE, OTHER)
    promises.name(3, frozenset())
    promises.name(4, frozenset())
    assert not promises.are_alike(3, 4)
