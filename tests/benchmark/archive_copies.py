"""What takes the place of what in a copy of an archive: units, names, rare words, hosts, numbers.

For :mod:`tests.benchmark.multiplied_archive`. A copy lies in two other provinces; names and rare words are written with
other syllables of the same length.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any

from archive.people.posts import post_id
from scraper.units import COMMUNE, DISTRICT, PROVINCE, gazetteer
from scraper.vietnamese import fold, fold_tone
from tests.benchmark.large_people import FAMILY, GIVEN, MIDDLE, PROVINCES
from tests.benchmark.large_texts import SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scraper.units import Unit

# Identifiers lie from 1 to it. Each copy has a part of them, in which they stand in nearly the same order; their last
# bits stay, for two may follow one another.
IDS = 1 << 52

_PERSON = re.compile(rf"\b({'|'.join(FAMILY)})((?: (?:{'|'.join(MIDDLE)})){{1,2}}) ({'|'.join(GIVEN)})\b")
_SYLLABLE = re.compile("|".join(SYLLABLES))
_RARE = re.compile(rf"(?<= )(?:{'|'.join(SYLLABLES)}){{2,4}}(?=\.)")
_DECISION = re.compile(r"(?<= số )[0-9]{1,4}(?=/QĐ-UBND)")
_UNIT_KEYS = re.compile(r'"(organization|organization_full|unit|unit_id|province)": ?"([^"]*)"')


class CopiedUnits:
    """The units of the provinces that were made, and those of others which take their places."""

    def __init__(self) -> None:
        self._all = list(gazetteer())
        below: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._all:
            if unit.parent:
                below[unit.parent].append(unit)
        self._below = below
        now = [unit for unit in self._all if unit.level == PROVINCE and not unit.valid_to]
        self._made = [next(unit for unit in now if unit.name == name) for name in PROVINCES]
        self._others = [unit for unit in now if unit not in self._made]

    def provinces(self, number: int) -> list[Unit]:
        """Return the provinces of a copy, in the place of the two."""
        count = len(self._others)
        return [self._others[(2 * number + place) % count] for place in range(len(self._made))]

    def instead(self, number: int) -> dict[Unit, Unit]:
        """Return unit -> unit for a copy: as high, and as old or new."""
        found: dict[Unit, Unit] = {}
        for made, other in zip(self._made, self.provinces(number), strict=True):
            found[made] = other
            for old in (True, False):
                districts, communes = self._inside(made, old=old), self._inside(other, old=old)
                for level in (DISTRICT, COMMUNE):
                    choices = [unit for unit in communes if unit.level == level] or [other]
                    some = [unit for unit in districts if unit.level == level]
                    found |= {unit: choices[place % len(choices)] for place, unit in enumerate(some)}
        return found

    def _inside(self, province: Unit, *, old: bool) -> list[Unit]:
        """Return the units inside a province and those that became it, those that are no more or those that are."""
        parts = [province, *(unit for unit in self._all if unit.level == PROVINCE and province.id in unit.successors)]
        first = [unit for part in parts for unit in self._below[part.id]]
        second = [unit for one in first for unit in self._below[one.id]]
        return sorted((unit for unit in first + second if bool(unit.valid_to) == old), key=lambda unit: unit.id)


class _Same(Random):
    """No chance: what is drawn is what is there, in its order."""

    def sample(self, population: Sequence[Any], k: int, **_: Any) -> list[Any]:  # type: ignore[override]
        """Return the first ones."""
        return list(population[:k])

    def randrange(self, *_: int) -> int:  # type: ignore[override]
        """Return nothing."""
        return 0


class Copy:
    """One copy: what takes the place of what."""

    def __init__(self, number: int, times: int, units: CopiedUnits, names: Iterable[str]) -> None:
        random = Random(f"copy {number}") if number else _Same()
        self.parameters: dict[str, object] = {"shift": number * (IDS // times), "times": times}
        for place, (old, new) in enumerate(zip(PROVINCES, units.provinces(number), strict=True), start=1):
            self.parameters[f"host_{place}"] = f".{_slug(old)}."
            self.parameters[f"host_{place}_new"] = f".{_slug(new.name)}{number}." if number else f".{_slug(old)}."
        instead = units.instead(number) if number else {}
        self._ids = {old.id: new.id for old, new in instead.items()}
        self._words = {old.name: new.name for old, new in instead.items()}
        self._words |= {old.full_name: new.full_name for old, new in instead.items()}
        self._parts = {**_permuted(random, MIDDLE), **_permuted(random, GIVEN)}
        self._syllables = _permuted(random, SYLLABLES)
        self._decision = random.randrange(900)
        self._names: dict[str, str] = {}
        for name in names:
            new = self._names[name] = _PERSON.sub(self._person, name)
            self._names[fold_tone(name)] = fold_tone(new)

    def functions(self) -> dict[str, Callable[..., object]]:
        """Return the functions of SQL that make a copy, each of the columns it takes; nothing stays nothing."""
        return {
            "renamed": self._renamed, "moved": lru_cache(1 << 16)(self._moved),
            "moved_unit": lambda unit: self._ids.get(unit, unit), "retold": self._retold, "described": self._described,
            "recorded": self._recorded, "post": lru_cache(1 << 16)(_post),
        }  # fmt: skip

    def _renamed(self, name: str) -> str:
        """Return a name, or one as ``fold_tone`` writes it, as it is in this copy."""
        return self._names.get(name, name)

    def _person(self, found: re.Match[str]) -> str:
        middle = " ".join(self._parts[part] for part in found[2].split())
        return f"{found[1]} {middle} {self._parts[found[3]]}"

    def _moved(self, text: str | None) -> str | None:
        """Return words that end in a unit's name with the name of the other unit."""
        words = text.split(" ") if text else []
        for place in range(len(words)):
            if (new := self._words.get(" ".join(words[place:]))) is not None:
                return " ".join([*words[:place], new])
        return text

    def _retold(self, text: str | None) -> str | None:
        if text is None:
            return None
        text = _PERSON.sub(self._person, text)
        text = _RARE.sub(lambda found: _SYLLABLE.sub(lambda part: self._syllables[part[0]], found[0]), text)
        return _DECISION.sub(self._decided, text)

    def _decided(self, found: re.Match[str]) -> str:
        least = 10 ** (len(found[0]) - 1) - (len(found[0]) == 1)
        return str(least + (int(found[0]) - least + self._decision) % (10 ** len(found[0]) - least))

    def _rehosted(self, text: str) -> str:
        for place in range(1, len(PROVINCES) + 1):
            text = text.replace(str(self.parameters[f"host_{place}"]), str(self.parameters[f"host_{place}_new"]))
        return text

    def _recorded(self, record: str) -> str:
        def moved(found: re.Match[str]) -> str:
            new = self._ids.get(found[2]) if found[1] == "unit_id" else self._moved(found[2])
            return f'"{found[1]}":"{new or found[2]}"'

        return _UNIT_KEYS.sub(moved, self._rehosted(self._retold(record) or ""))

    def _described(self, description: str) -> str:
        described = json.loads(self._rehosted(description))
        for name in ("name", "unit", "province"):
            described[name] = self._moved(described[name])
        return json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _post(text: str, kind: str, canonical: str | None, organization: str | None, full: str | None) -> int:
    return post_id({"text": text, "kind": kind, "canonical": canonical, "organization": organization,
                    "organization_full": full})  # fmt: skip


def _slug(name: str) -> str:
    return fold(name).replace(" ", "")


def _permuted(random: Random, words: Iterable[str]) -> dict[str, str]:
    """Return word -> another one of as many letters; words that differ in their marks alone stay."""
    lengths: dict[int, list[str]] = defaultdict(list)
    some = list(words)
    for word in some:
        if sum(fold(word) == fold(other) for other in some) == 1:
            lengths[len(word)].append(word)
    found = {word: word for word in some}
    for alike in lengths.values():
        found |= dict(zip(alike, random.sample(alike, len(alike)), strict=True))
    return found
