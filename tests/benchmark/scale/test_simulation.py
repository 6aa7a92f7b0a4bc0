"""The simulation comes to what can be worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmark.scale.costs import UnitCosts
from tests.benchmark.scale.country import Country
from tests.benchmark.scale.paper import daily_visits, first_visits, size
from tests.benchmark.scale.simulation import Machines, Manners, Simulation, Visit

EVEN = Manners(delay=2.0, jitter=0.0, answer=0.0)


def test_a_portal_takes_its_pauses() -> None:
    found = Simulation([Visit(0, 0, 101, 0.0)], Machines(), EVEN).run()
    assert found.ended == pytest.approx(200.0)
    assert found.requests == 101


def test_portals_of_one_host_take_turns_and_others_do_not_wait() -> None:
    visits = [Visit(0, 0, 11, 0.0), Visit(1, 0, 11, 0.0), Visit(2, 1, 11, 0.0)]
    found = Simulation(visits, Machines(), EVEN).run()
    assert found.ends[0] == pytest.approx(20.0)
    assert found.ends[1] == pytest.approx(42.0)
    assert found.ends[2] == pytest.approx(20.0)


def test_a_machine_with_one_task_crawls_hosts_one_after_the_other() -> None:
    visits = [Visit(number, number, 11, 0.0) for number in range(5)]
    assert Simulation(visits, Machines(tasks=1), EVEN).run().ended == pytest.approx(100.0)
    assert Simulation(visits, Machines(count=5, tasks=1), EVEN).run().ended == pytest.approx(20.0)


def test_where_pages_cost_more_than_pauses_cores_are_busy() -> None:
    visits = [Visit(number, number, 50, 50 * 1.0) for number in range(20)]
    found = Simulation(visits, Machines(1, 2, 200), EVEN).run()
    assert found.cpu == pytest.approx(1_000.0)
    assert found.busy > 0.98
    assert found.ended == pytest.approx(500.0, rel=0.02)
    assert found.most_waiting > 10


def test_an_answer_that_takes_longer_than_the_pause_is_waited_for() -> None:
    slow = Manners(delay=1.0, jitter=0.0, answer=3.0)
    assert Simulation([Visit(0, 0, 11, 0.0)], Machines(), slow).run().ended == pytest.approx(33.0)


def test_runs_of_requests_come_to_what_single_ones_do() -> None:
    visits = [Visit(number, number, 2_000, 2_000 * 0.05) for number in range(30)]
    single = Simulation(visits, Machines(1, 2, 20), Manners(), steps=2_000).run()
    in_runs = Simulation(visits, Machines(1, 2, 20), Manners(), steps=50).run()
    assert in_runs.ended == pytest.approx(single.ended, rel=0.05)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 40), st.floats(0, 3)), min_size=1, max_size=12),
    st.integers(1, 3), st.integers(1, 3), st.integers(1, 5),
)  # fmt: skip
def test_no_visit_is_lost_and_nothing_is_faster_than_pauses_and_cores_allow(
    wanted: list[tuple[int, int, float]], machines: int, cores: int, tasks: int
) -> None:
    visits = [Visit(number, host, requests, cpu) for number, (host, requests, cpu) in enumerate(wanted)]
    found = Simulation(visits, Machines(machines, cores, tasks), EVEN).run()
    assert set(found.ends) == {visit.portal for visit in visits}
    assert found.requests == sum(visit.requests for visit in visits)
    assert found.cpu == pytest.approx(sum(visit.cpu for visit in visits))
    longest = max(sum(visit.requests - 1 for visit in visits if visit.host == host) for host in range(5))
    assert found.ended >= max(2.0 * longest, found.cpu / (machines * cores)) * (1 - 1e-9)
    assert found.busy <= 1 + 1e-9


def test_a_country_is_as_it_is_asked_for() -> None:
    country = Country(portals=2_000, pages=4e6)
    portals = country.made()
    assert len(portals) == 2_000
    assert sum(portal.pages for portal in portals) == pytest.approx(4e6, rel=0.3)
    by_host: dict[int, int] = {}
    for portal in portals:
        by_host[portal.host] = by_host.get(portal.host, 0) + 1
    assert sum(count for count in by_host.values() if count > 1) == pytest.approx(400, abs=40)
    sizes = sorted((portal.pages for portal in portals), reverse=True)
    assert sum(sizes[:20]) > 0.1 * sum(sizes)
    assert portals == country.made()


def test_an_archive_grows_by_what_is_new_and_by_what_is_asked_for_again() -> None:
    portals, costs = Country(portals=100, pages=1e5).made(), UnitCosts()
    first, later = size(portals, costs, 0), size(portals, costs, 5)
    assert first.pages == pytest.approx(sum(portal.pages for portal in portals) * costs.stored_bytes)
    assert later.rows == pytest.approx(first.rows * (1 + 5 * Country().growth))
    assert later.captures > 5 * first.captures  # 3 % of the known pages a day
    assert sum(visit.requests for visit in daily_visits(portals, costs)) < 0.1 * sum(
        visit.requests for visit in first_visits(portals, costs)
    )
