"""The history of an article as a function of its captures, in whichever order they come."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.history import Disappearance, History, Sighting, history, is_later_day


def at(day: int, hour: int = 1) -> str:
    """Return a moment; 17:00 UTC is the next day in Vietnam."""
    return f"2026-11-{day:02}T{hour:02}:00:00+00:00"


def seen(day: int, digest: str, capture: int | None = None, hour: int = 1) -> Sighting:
    return Sighting(at(day, hour), capture or day, "seen", digest)


def gone(day: int, hour: int = 1, capture: int | None = None) -> Sighting:
    return Sighting(at(day, hour), capture or day, "gone", reason="status 404")


def told(*sightings: Sighting) -> tuple[list[str | None], list[tuple[str, str | None, str | None]]]:
    """Return the digests of the revisions, and (gone_at, confirmed_at, returned_at) of the disappearances."""
    whole = history(sightings)
    return (
        [revision.digest for revision in whole.revisions],
        [(one.gone_at, one.confirmed_at, one.returned_at) for one in whole.disappearances],
    )


def test_there_and_back_is_three_revisions() -> None:
    whole = history([seen(1, "A"), seen(2, "A"), seen(3, "B"), seen(4, "A")])
    assert [(one.digest, one.seen_at, one.captures) for one in whole.revisions] == [
        ("A", at(1), [1, 2]), ("B", at(3), [3]), ("A", at(4), [4]),
    ]  # fmt: skip
    assert (whole.first_seen, whole.last_seen, whole.gone_at) == (at(1), at(4), None)


def test_what_is_put_in_between_divides_a_revision() -> None:
    assert told(seen(1, "A"), seen(5, "A"), seen(3, "B"))[0] == ["A", "B", "A"]


def test_an_absence_is_confirmed_by_another_on_a_later_day() -> None:
    assert told(seen(1, "A"), gone(2))[1] == [(at(2), None, None)]
    assert told(seen(1, "A"), gone(2), gone(2, 9))[1] == [(at(2), None, None)]
    assert told(seen(1, "A"), gone(2), gone(2, 9), gone(3), gone(4))[1] == [(at(2), at(3), None)]


def test_the_day_is_that_of_vietnam() -> None:
    assert told(seen(1, "A"), gone(2, 16), gone(2, 17))[1] == [(at(2, 16), at(2, 17), None)]
    assert told(seen(1, "A"), gone(2, 18), gone(3, 16))[1] == [(at(2, 18), None, None)]


def test_what_is_back_before_it_is_confirmed_has_not_been_gone() -> None:
    whole = history([seen(1, "A"), gone(2), gone(2, 5), seen(3, "A")])
    assert (whole.disappearances, whole.gone_at, whole.last_seen) == ([], None, at(3))
    assert [one.digest for one in whole.revisions] == ["A"]


def test_a_second_disappearance_is_a_second_one() -> None:
    sightings = [seen(1, "A"), gone(2), gone(3), seen(5, "B"), gone(7), gone(8)]
    assert told(*sightings) == (["A", "B"], [(at(2), at(3), at(5)), (at(7), at(8), None)])
    whole = history(sightings)
    assert (whole.gone_at, whole.gone_confirmed_at) == (at(7), at(8))
    assert whole.disappearances[0] == Disappearance(at(2), "status 404", 2, at(3), at(5))


def test_a_sight_in_between_parts_an_absence_in_two() -> None:
    absences = [seen(1, "A"), gone(2), gone(3), gone(5), gone(6)]
    assert told(*absences)[1] == [(at(2), at(3), None)]
    assert told(*absences, seen(4, "A"))[1] == [(at(2), at(3), at(4)), (at(5), at(6), None)]


def test_nothing_disappears_that_has_not_been_there() -> None:
    whole = history([gone(1), gone(2), seen(3, "A")])
    assert (whole.disappearances, whole.first_seen) == ([], at(3))
    assert history([gone(1), gone(2)]) == History()


def test_of_two_captures_of_one_second_the_first_comes_first() -> None:
    both = [seen(1, "A", 7), seen(1, "B", 4)]
    assert told(*both)[0] == ["B", "A"]


def test_a_revision_that_is_known_to_begin_stays_where_it_says_the_same() -> None:
    kept = Sighting(at(3), 3, "seen", "A", begins=True)
    assert [one.captures for one in history([seen(1, "A"), seen(2, "A"), kept, seen(4, "A")]).revisions] == [
        [1, 2], [3, 4],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [(at(2, 16), at(2, 17), True), (at(2, 17), at(3, 16), False), (at(3), at(2), False), (at(2), at(2), False)],
)
def test_a_later_day(first: str, second: str, later: bool) -> None:
    assert is_later_day(first, second) is later


@st.composite
def series(draw: st.DrawFn) -> list[Sighting]:
    """Draw sightings of one article: many at few moments, so that days and seconds are shared."""
    said = draw(st.lists(st.tuples(st.integers(1, 6), st.sampled_from((1, 12, 17, 23)), st.sampled_from("AB-")),
                         max_size=14))  # fmt: skip
    return [
        gone(day, hour, number) if digest == "-" else seen(day, digest, number, hour)
        for number, (day, hour, digest) in enumerate(said, 1)
    ]


@given(sightings=series(), data=st.data())
def test_any_order_of_arrival_gives_the_history_of_the_order_in_time(
    sightings: list[Sighting], data: st.DataObject
) -> None:
    whole = history(sorted(sightings, key=lambda one: one.place))
    assert history(data.draw(st.permutations(sightings))) == whole
    assert history([*sightings, *sightings[:5]]) == whole, "what is known already changes nothing"


@given(sightings=series())
def test_revisions_are_the_runs_of_what_was_said(sightings: list[Sighting]) -> None:
    shown = [one for one in sorted(sightings, key=lambda one: one.place) if one.state == "seen"]
    whole = history(sightings)
    runs = [list(run) for _, run in groupby(shown, key=lambda one: one.digest)]
    assert [(one.digest, one.capture, one.captures) for one in whole.revisions] == [
        (run[0].digest, run[0].capture, [one.capture for one in run]) for run in runs
    ]
    assert (whole.first_seen, whole.last_seen) == ((shown[0].seen_at, shown[-1].seen_at) if shown else (None, None))


@given(sightings=series())
def test_disappearances_are_confirmed_apart_and_in_order(sightings: list[Sighting]) -> None:
    whole = history(sightings)
    sights = {one.seen_at for one in sightings if one.state == "seen"}
    for one in whole.disappearances:
        assert one.confirmed_at is None or is_later_day(one.gone_at, one.confirmed_at)
        end = one.returned_at or "9999"
        assert not [moment for moment in sights if one.gone_at < moment < end], "seen while it was gone"
        assert one.returned_at is None or one.returned_at in sights
    for first, second in pairwise(whole.disappearances):
        assert first.confirmed_at is not None
        assert first.returned_at is not None
        assert first.confirmed_at <= first.returned_at <= second.gone_at


@given(sightings=series(), data=st.data())
def test_a_history_is_taken_up_at_its_end(sightings: list[Sighting], data: st.DataObject) -> None:
    ordered = sorted(sightings, key=lambda one: one.place)
    cut = data.draw(st.integers(0, len(ordered)))
    before, whole = history(ordered[:cut]), history(ordered)
    absence = before.absence
    tail = History(before.revisions[-1:], [absence] if absence else [], before.first_seen, before.last_seen)
    for sighting in ordered[cut:]:
        tail.add(sighting)
    assert tail.revisions == whole.revisions[max(0, len(before.revisions) - 1) :]
    assert (tail.first_seen, tail.last_seen, tail.absence) == (whole.first_seen, whole.last_seen, whole.absence)
    kept = [one for one in before.disappearances if one.returned_at]
    assert kept + tail.disappearances == whole.disappearances
