"""A simulation of polite crawls, from event to event: hosts with pauses, portals in turn, machines with cores.

A host is asked by one process at a time, and its portals one after the other. Between two requests to it is a pause,
drawn anew each time; the next request also waits for the answer before where that takes longer (one request at a time:
``CONCURRENT_REQUESTS_PER_DOMAIN``). Each answer costs a machine some of a core; where its cores are busy, answers
queue, and their portals wait. What a host is asked for is given in runs of many requests where nobody waits for a core
(the sum of many pauses is all but their mean), so that a country is simulated in minutes.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_MANY = 50  # pauses whose sum is within a fiftieth of their mean


@dataclass(frozen=True, slots=True)
class Visit:
    """What a portal is asked for in one visit: its host, requests, and seconds of a core for all answers."""

    portal: int
    host: int
    requests: int
    cpu: float


@dataclass(frozen=True, slots=True)
class Machines:
    """What crawls: so many machines with so many cores each, and how many tasks each runs at a time."""

    count: int = 1
    cores: int = 2
    tasks: int = 200


@dataclass(frozen=True, slots=True)
class Manners:
    """How a host is asked: the mean pause in seconds, by which share it is drawn around that, seconds of an answer.

    ``begins`` are seconds from a task's start to its first request, ``begin_cpu`` what that takes of a core.
    """

    delay: float = 2.0
    jitter: float = 0.25
    answer: float = 0.4
    begins: float = 0.0
    begin_cpu: float = 0.0


@dataclass(slots=True)
class Outcome:
    """What a simulated round of visits came to; times in seconds from its beginning.

    Attributes:
        ended: when the last visit ended.
        ends: when each portal's visit ended.
        requests: how many there were.
        cpu: seconds of all cores together.
        busy: the share of all cores' time, until the end, in which they worked.
        most_waiting: the longest queue of answers for a machine's cores.
    """

    ended: float = 0.0
    ends: dict[int, float] = field(default_factory=dict)
    requests: int = 0
    cpu: float = 0.0
    busy: float = 0.0
    most_waiting: int = 0


class Simulation:
    """Simulates one round of visits.

    Args:
        visits: what is asked for; those of one host are made in turn, in their order.
        machines: what crawls.
        manners: how a host is asked.
        seed: of the pauses.
        steps: the most runs of requests that a visit is simulated in; requests are single where it has fewer.
    """

    def __init__(
        self, visits: Iterable[Visit], machines: Machines, manners: Manners, *, seed: int = 1, steps: int = 200
    ) -> None:
        self._machines = machines
        self._manners = manners
        self._steps = steps
        self._dice = Random(seed)
        self._waiting: deque[deque[Visit]] = deque()
        hosts: dict[int, deque[Visit]] = defaultdict(deque)
        for visit in visits:
            hosts[visit.host].append(visit)
        # The longest first: what is begun last then ends soon (Graham's rule).
        self._waiting.extend(sorted(hosts.values(), key=lambda of_host: -sum(visit.requests for visit in of_host)))
        self._events: list[tuple[float, int, int, deque[Visit], int, int]] = []  # when, tie, machine, visits, left, run
        self._ties = 0
        self._tasks = [0] * machines.count
        self._free_at = [[0.0] * machines.cores for _ in range(machines.count)]  # a heap of cores a machine
        self._done: list[deque[float]] = [deque() for _ in range(machines.count)]  # ends of answers that are queued
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Run to the end of the last visit."""
        for _ in range(self._machines.tasks):
            for machine in range(self._machines.count):
                self._begin_task(machine, 0.0)
        while self._events:
            moment, _, machine, of_host, left, run = heapq.heappop(self._events)
            self._answer(moment, machine, of_host, left, run)
        cores = self._machines.count * self._machines.cores
        outcome = self.outcome
        outcome.ended = max(outcome.ends.values(), default=0.0)
        outcome.busy = outcome.cpu / (cores * outcome.ended) if outcome.ended else 0.0
        return outcome

    def _begin_task(self, machine: int, moment: float) -> None:
        if not self._waiting or self._tasks[machine] >= self._machines.tasks:
            return
        self._tasks[machine] += 1
        of_host = self._waiting.popleft()
        ready = max(self._worked(machine, moment, self._manners.begin_cpu), moment + self._manners.begins)
        self._ask(ready, machine, of_host, of_host[0].requests, is_first=True)

    def _ask(self, moment: float, machine: int, of_host: deque[Visit], left: int, *, is_first: bool = False) -> None:
        """Ask a host for the next run of requests; the answer to the last of them is an event."""
        run = min(left, max(1, -(-of_host[0].requests // self._steps)))
        pauses = run - is_first
        asked = sum(self._pause() for _ in range(pauses)) if pauses < _MANY else pauses * self._mean_pause()
        self._ties += 1
        heapq.heappush(self._events, (moment + asked, self._ties, machine, of_host, left, run))

    def _answer(self, moment: float, machine: int, of_host: deque[Visit], left: int, run: int) -> None:
        """Have a run of requests worked on, and ask for the next one.

        Its first pause counts from the last request of the run before, unless that answer was long in work.
        """
        visit = of_host[0]
        worked = self._worked(machine, moment + self._manners.answer, visit.cpu * run / visit.requests)
        self.outcome.requests += run
        late = worked - moment - self._mean_pause() * run
        if left > run:
            self._ask(moment + max(0.0, late), machine, of_host, left - run)
            return
        of_host.popleft()
        self.outcome.ends[visit.portal] = worked
        if of_host:
            self._ask(worked, machine, of_host, of_host[0].requests)
            return
        self._tasks[machine] -= 1
        self._begin_task(machine, worked)

    def _pause(self) -> float:
        manners = self._manners
        pause = manners.delay * self._dice.uniform(1 - manners.jitter, 1 + manners.jitter)
        return max(pause, manners.answer)

    def _mean_pause(self) -> float:
        return max(self._manners.delay, self._manners.answer)

    def _worked(self, machine: int, moment: float, cpu: float) -> float:
        """Return when a machine has done some work that comes in at a moment, on the core that is free first."""
        cores, queue = self._free_at[machine], self._done[machine]
        begins = max(moment, heapq.heappop(cores))
        heapq.heappush(cores, begins + cpu)
        self.outcome.cpu += cpu
        while queue and queue[0] <= moment:
            queue.popleft()
        queue.append(begins + cpu)
        self.outcome.most_waiting = max(self.outcome.most_waiting, len(queue))
        return begins + cpu
