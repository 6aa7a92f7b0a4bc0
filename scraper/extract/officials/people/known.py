"""Known: the people that an article has named so far, and whom a title, a given name or a pronoun means among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.people.namesakes import is_namesake
from scraper.extract.officials.people.people import Person, title_key
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.items import TitleKind


class Known:
    """The people of an article by their folded names, in the order of their first mention.

    A second bearer of a name has a number before it in the key.
    """

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self._bearers: dict[str, list[Person]] = {}  # of names that several bear, the last named last
        self._unnamed: list[tuple[str, Person]] = []

    def bearer(self, name: str, honorific: str | None, titles: Sequence[tuple[str, TitleKind]]) -> Person:
        """Return whom a full name means: who holds one of the titles, else the last so named, else somebody new.

        Args:
            name: as printed.
            honorific: before it.
            titles: beside it as printed, with their kinds; empty for a bare mention.
        """
        key = fold_tone(name)
        person = self.people.get(key)
        if person is None:
            return self.people.setdefault(key, Person(name))
        if not titles or not person.titles:
            return self._bearers[key][-1] if key in self._bearers else person
        bearers = self._bearers.get(key, [person])
        found = next((other for other in reversed(bearers) if not is_namesake(other, honorific, titles)), None)
        if found is None:
            found = self.people[f"{len(bearers) + 1} {key}"] = Person(name)
        if found is not person or len(bearers) > 1:
            self._bearers[key] = [*(other for other in bearers if other is not found), found]
        return found

    def by_title(self, text: str) -> Person | None:
        """Return who holds a title as printed; ``None`` where nobody does, or several."""
        key = title_key(text)
        people = self.people.values()
        if key == "trưởng đoàn":
            leaders = [person for person in people if "led_delegation" in person.told]
            return leaders[0] if len(leaders) == 1 else None
        exact = [person for person in people if any(named.key == key for named in person.titles)]
        if len(exact) == 1:
            return exact[0]
        beginnings = _beginnings(key)
        loose = [
            person
            for person in people
            if any(named.key in beginnings or named.key.startswith(f"{key} ") for named in person.titles)
        ]
        return loose[0] if len(loose) == 1 else None

    def _newly_in(self, text: str) -> Person | None:
        """Return who was given a post in this text: "tân Chủ tịch"; ``None`` where nobody was, or several."""
        key = title_key(text)
        found = [
            person
            for person in self.people.values()
            if any(named.title.kind == "new" and f"{named.key} ".startswith(f"{key} ") for named in person.titles)
        ]
        return found[0] if len(found) == 1 else None

    def by_given_name(self, given: str) -> Person | None:
        """Return whom a given name alone means: the last person so called."""
        key = fold_tone(given)
        found = [(full, person) for full, person in self.people.items() if full.split()[-1] == key]
        if not found:
            return None
        full, person = found[-1]
        return self._bearers.get(fold_tone(person.name), [person])[-1] if full[0].isdigit() else person

    def meant(self, item: Item, tokens: Tokens, spoken_of: Person | None) -> Person | None:
        """Return whom a title or an honorific alone means; who holds the title may be named later, in a caption."""
        if item.kind == "team":  # "Đoàn đã đến thăm ...": its leader did
            return self.by_title("trưởng đoàn")
        printed = tokens.printed(item.start, item.end)
        if item.title is None:
            return spoken_of if spoken_of is not None and spoken_of.may_be_called(printed) else None
        person = self._newly_in(printed) if tokens.keys[item.start - 1] == "tân" else self.by_title(printed)
        if person is None:
            person = Person("")
            self._unnamed.append((printed, person))
        return person

    def settle(self) -> None:
        """Give what titles alone have done to their holders, now that everybody is named."""
        for text, unnamed in self._unnamed:
            person = self.by_title(text)
            if person is not None:
                person.add_roles(unnamed.told.values())


def _beginnings(key: str) -> frozenset[str]:
    """Return a title's key and what is left of it without its last words."""
    words = key.split(" ")
    return frozenset(" ".join(words[:length]) for length in range(1, len(words) + 1))
