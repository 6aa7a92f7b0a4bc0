"""From the mentions of a name to persons: a pure function of what the archive says of them.

In the order of their strength:

1. decisions of people;
2. the same post of the same body (also as a former or a new one: an article that names the old and the new post of
   somebody ties the two together);
3. links between posts of one body, unit, district or province, the strongest first, each only where nothing speaks
   against it, and only as far as the name is rare enough for the circle (:mod:`archive.people.links`);
4. mentions without a post: to whom the portal names at that time.

What is left apart but might be one person is offered as a candidate. Mentions are first grouped by what they say
(portal, posts, gender), so that a thousand articles about one chairman are one item; and where a name has very many
items, each is held against its neighbours in time only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.people.clusters import Cluster, may_be_one_from, must_stay_apart
from archive.people.grouping import by_what_they_say, named_twice
from archive.people.links import Link, in_one_province, link_between
from archive.people.places import place_of
from archive.people.rarity import PROVINCE, namesakes, rare_enough
from archive.people.reasons import Why, mixed_posts, named_here, own_whys, same_post
from archive.people.strays import days_between, holders_by_place, may_be
from archive.people.torn import torn_mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from archive.people.constraints import Constraints
    from archive.people.facts import Seen
    from archive.people.spans import Rarities

_ALL_PAIRS = 40  # clusters of one circle that are all held against one another
_NEIGHBOURS = 6  # of more, those that follow in time
MOST_CANDIDATES = 200  # of one name
_STRAYED = rare_enough(PROVINCE, 0.5)  # rarity from which on one without a post is the only one in the province


@dataclass(slots=True)
class Person:
    """One person: mentions in the order of first sight, each with why; the first gives name and identifier."""

    mentions: list[tuple[Seen, Why]]

    @property
    def identifier(self) -> int:
        """The person's identifier."""
        return self.mentions[0][0].seed


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two persons (identifiers, the smaller one first) who are perhaps one, and why it is thought."""

    person: int
    other: int
    reason: str


@dataclass(slots=True)
class Resolved:
    """What a block of names came to."""

    persons: list[Person]
    candidates: list[Candidate]


def resolve(mentions: Iterable[Seen], rarities: Rarities, constraints: Constraints) -> Resolved:
    """Bring mentions to persons.

    Args:
        mentions: all mentions of one name, or of several that decisions join.
        rarities: how rare the names are; it takes note of what is found because of it.
        constraints: what people have decided.
    """
    block = _Block(sorted(mentions, key=lambda seen: seen.order), constraints, rarities)
    block.join_decided(constraints)
    block.join_same_posts()
    links = block.join_linked()
    block.attach_strays()
    block.attach_torn()
    return block.result(links)


class _Block:
    """The clusters of a block while they grow; ``_root`` is a union-find over their numbers."""

    def __init__(self, mentions: Sequence[Seen], constraints: Constraints, rarities: Rarities) -> None:
        self._rarities = rarities
        torn = torn_mentions(mentions)
        twice = named_twice(mentions)
        alone = torn | {mention for mention, _ in twice}
        self._groups = list(by_what_they_say(mentions, constraints, alone).values())
        self._clusters = [Cluster.of(number, group) for number, group in enumerate(self._groups)]
        self._root = list(range(len(self._groups)))
        self._why: dict[int, Why] = {}
        self._number_of = {seen.mention: number for number, group in enumerate(self._groups) for seen in group}
        for mention, sides in [*constraints.sides.items(), *twice]:
            if mention in self._number_of:
                self._clusters[self._number_of[mention]].sides.update(sides)
        self._apart = {self._number_of[mention] for mention in constraints.apart.keys() & self._number_of.keys()}
        for number in self._apart:
            self._clusters[number].set_apart = True
        for mention in torn:
            self._clusters[self._number_of[mention]].torn = True

    def find(self, number: int) -> int:
        """Return the number of the cluster that has taken in cluster ``number``."""
        while self._root[number] != number:
            self._root[number] = self._root[self._root[number]]
            number = self._root[number]
        return number

    def _may_be_one(self, one: Cluster, other: Cluster) -> bool:
        """Tell whether nothing speaks against two clusters being one person, the name being as rare as it is."""
        least = may_be_one_from(one, other)
        return least is not None and self._rarities.reaches(one.sample, least)

    def _now(self, number: int) -> Cluster:
        return self._clusters[self.find(number)]

    def _join(self, one: int, other: int, why: Why, *, of: int | None = None) -> None:
        """Let the earlier of two clusters take in the other, which is told why, or ``of`` where the words are its."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._root[second] = first
            self._clusters[first].take_in(self._clusters[second])
            self._why[second if of is None else of] = why

    def _free(self) -> list[Cluster]:
        """Return the clusters that have not been taken in, are not set apart and not torn between two people."""
        roots = [one for one in self._clusters if self._root[one.number] == one.number]
        return [one for one in roots if not (one.set_apart or one.torn)]

    def join_decided(self, constraints: Constraints) -> None:
        """Join what people have said is one person."""
        for first, second, reason in constraints.together:
            if first in self._number_of and second in self._number_of:
                self._join(self._number_of[first], self._number_of[second], Why("decision", reason))

    def join_same_posts(self) -> None:
        """Join clusters that hold the same post: first those that fill a day, then seats, if nothing contradicts."""
        for full in (True, False):
            holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
            # What each group says itself, not what a decision has brought to it; one that a decision has set apart and
            # another has joined with somebody brings nobody along.
            for cluster in [one for one in self._clusters if not (one.number in self._apart or one.torn)]:
                for post in cluster.sample.posts:
                    if post.fills_the_day is full:
                        place = post.region.merged or cluster.sample.portal
                        holders[cluster.sample.name_key, place, *post.key].append(cluster.number)
            for (_, _, *rest), numbers in holders.items():
                head, body, region = rest
                self._join_holders((head, body, region), numbers, _may_hold_one_post if full else self._may_be_one)

    def _join_holders(
        self,
        key: tuple[str, str, str],
        numbers: Sequence[int],
        may_be_one: Callable[[Cluster, Cluster], bool],
    ) -> None:
        """Join the holders of a post, each with the first one that nothing keeps it apart from."""
        kept: list[int] = []
        for number in numbers:
            later = self._now(number)
            for other in kept:
                earlier = self._now(other)
                if earlier is later:
                    break
                if in_one_province(earlier.held[key], later.held[key]) and may_be_one(earlier, later):
                    self._join(earlier.number, later.number, Why("same_post", same_post(earlier, later, key)))
                    break
            else:
                kept = [*kept[-_ALL_PAIRS:], number]

    def join_linked(self) -> list[Link]:
        """Join what links are strong enough for, the strongest first; return all links in that order."""
        links = [found for one, other in self._pairs() if (found := link_between(one, other)) is not None]
        links.sort(key=lambda link: (self._expected(link), link.one, link.other))
        weak: set[tuple[str, str]] = set()
        for strongest in links:
            one, other = self._now(strongest.one), self._now(strongest.other)
            if one is not other and self._holds(strongest.joins_from, one, other, weak):
                self._join(one.number, other.number, Why(strongest.rule, strongest.reason))
        return links

    def _holds(self, least: int, one: Cluster, other: Cluster, weak: set[tuple[str, str]]) -> bool:
        """Tell whether two clusters may be one, and their name is as rare as their link takes.

        Args:
            least: how rare it takes.
            one: a cluster.
            other: another one.
            weak: names and places in which a link took more than there is. Whatever takes as much does not hold either,
                nor for any rarity for which that one does not: nothing else need be looked at. Ours to add to.
        """
        place = one.sample.name_key, place_of(one.sample)
        from_ = None if place in weak else may_be_one_from(one, other, least)
        if from_ is None or self._rarities.reaches(one.sample, from_):
            return from_ is not None
        if from_ == least:
            weak.add(place)
        return False

    def _expected(self, link: Link) -> float:
        """Return how many namesakes stand to be expected in the circle of a link."""
        return namesakes(self._rarities[self._clusters[link.one].sample.name_key], link.officials)

    def _pairs(self) -> Iterator[tuple[Cluster, Cluster]]:
        """Yield the pairs of clusters of one name and region that are worth a look, each once."""
        circles: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
        for cluster in self._free():
            for region in {held.post.region.merged for held in cluster.held.values()} - {""}:
                circles[cluster.sample.name_key, region].append(cluster)
        told = set()
        for circle in circles.values():
            circle.sort(key=lambda cluster: (cluster.first, cluster.number))
            reach = len(circle) if len(circle) <= _ALL_PAIRS else _NEIGHBOURS
            for place, one in enumerate(circle):
                for other in circle[place + 1 : place + 1 + reach]:
                    pair = (min(one.number, other.number), max(one.number, other.number))
                    if pair not in told:
                        told.add(pair)
                        yield self._clusters[pair[0]], self._clusters[pair[1]]

    def attach_torn(self) -> None:
        """Bring each mention that mixes two people to the one of them who is named most."""
        holders: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
        for cluster in self._free():
            for key in cluster.held:
                holders[cluster.sample.name_key, *key].append(cluster)
        for torn in [one for one in self._clusters if one.torn and self._root[one.number] == one.number]:
            near = [one for key in torn.held for one in holders[torn.sample.name_key, *key]]
            near = [one for one in near if not must_stay_apart(self._now(one.number), torn)]
            if near:
                best = min(near, key=lambda one: (-one.size, one.number))
                self._join(best.number, torn.number, Why("mixed_posts", mixed_posts(torn)), of=torn.number)

    def attach_strays(self) -> None:
        """Bring mentions without a post to the person whom their portal names at that time, else to one another."""
        free = self._free()
        of_portal, of_region = holders_by_place(free)
        alone: dict[tuple[str, str], list[int]] = defaultdict(list)
        for stray in free:
            if stray.held:
                continue
            portal, name = stray.sample.portal, stray.sample.name_key
            near = self._who_may_be(stray, of_portal[portal])
            around = of_region[stray.sample.region.merged]
            if not near and len(around) == 1 and (only := self._who_may_be(stray, around)):
                near = only if self._rarities.reaches(stray.sample, _STRAYED) else []
            if near:
                number, best = min(near, key=lambda one: (days_between(one[1], stray), -one[1].size, one[1].number))
                self._join(best.number, stray.number, Why("named_here", named_here(best, stray)), of=stray.number)
                for there in stray.portals:
                    of_portal[there].add(number)
                continue
            known = next((n for n in alone[portal, name] if not must_stay_apart(self._now(n), stray)), None)
            if known is None:
                alone[portal, name].append(stray.number)
            else:
                self._join(known, stray.number, Why("same_portal", "the same name on the same portal; no post is told"))

    def _who_may_be(self, stray: Cluster, holders: Iterable[int]) -> list[tuple[int, Cluster]]:
        """Return those of some holders (numbers) who may be meant, each with all that it has taken in by now."""
        return [(number, one) for number in holders if may_be(one := self._now(number), stray)]

    def result(self, links: Sequence[Link]) -> Resolved:
        """Return the persons and, of the links that joined nothing, the candidates."""
        members: dict[int, list[tuple[Seen, Why]]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            why = self._why.get(number)
            whys = own_whys(group) if why is None else [why] * len(group)
            members[self.find(number)] += zip(group, whys, strict=True)
        persons = [Person(sorted(group, key=lambda item: item[0].order)) for group in members.values()]
        persons.sort(key=lambda person: person.mentions[0][0].order)
        seeds = {number: group[0][0].seed for number, group in members.items()}
        return Resolved(persons, list(self._candidates(links, seeds)))

    def _candidates(self, links: Sequence[Link], seeds: Mapping[int, int]) -> Iterator[Candidate]:
        told: set[tuple[int, int]] = set()
        weak: set[tuple[str, str]] = set()
        for link in links:
            if len(told) >= MOST_CANDIDATES:
                return
            one, other = self._now(link.one), self._now(link.other)
            pair = (min(one.number, other.number), max(one.number, other.number))
            if one is not other and pair not in told and self._holds(link.is_offered_from, one, other, weak):
                told.add(pair)
                first, second = sorted((seeds[one.number], seeds[other.number]))
                yield Candidate(first, second, link.reason)


def _may_hold_one_post(one: Cluster, other: Cluster) -> bool:
    return not must_stay_apart(one, other)
