"""Officials on gold texts: names, titles, organisations, roles, and whether nobody else is taken for one.

A gold text is one string with captions, junk, stamps and author lines marked in it. It is given to the extractor as a
page's reader would give it: title, captions and the rest as fields, junk left out, and no more known of the portal
than the page's address.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.vietnamese import collapse, fold_tone
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.items import Mention, Official, RoleEvidence, TitleKind

GOLD = Path(__file__).parents[1] / "gold"
KINDS: dict[str, TitleKind] = {
    "party_rank": "rank", "military_rank": "rank", "academic": "rank", "position": "position",
    "former_position": "former",
    "acting_position": "acting", "new_position": "new",
}  # fmt: skip
# The same body written two ways is the same body.
_SPELLINGS = (
    ("hội đồng nhân dân", "hđnd"), ("ủy ban nhân dân", "ubnd"), ("mặt trận tổ quốc", "mttq"), ("ủy ban mttq", "ubmttq"),
    ("ub mttq", "ubmttq"), ("ubmttqvn", "ubmttq việt nam"), ("ban chỉ huy quân sự", "ban chqs"), ("bch quân sự",
    "ban chqs"),
    ("bộ chỉ huy quân sự", "bộ chqs"), (" việt nam", ""), ("–", "-"), ("đoàn đại biểu quốc hội", "đoàn đbqh"),
)  # fmt: skip


@dataclass(slots=True)
class Text:
    """A gold text as fields, with the way back from a field's offset to the text's."""

    fields: list[Field]
    origins: dict[str, list[int]] = field(default_factory=dict)

    def span(self, mention: Mention | RoleEvidence) -> tuple[int, int]:
        """Return a mention, or the words of a role, as offsets into the gold text."""
        origin = self.origins[mention.field]
        return origin[mention.start], origin[mention.end - 1] + 1


def gold_fields(record: dict[str, Any]) -> Text:
    """Return the fields of a gold record."""
    text = record["text"]
    dropped = [tuple(part["span"]) for key in ("junk", "meta_lines", "author_lines") for part in record.get(key, [])]
    captions = [tuple(part["span"]) for part in record.get("captions", [])]
    title = record.get("title")
    spans = [("title", [(0, len(title))])] if title and text.startswith(title) else []
    taken = sorted([*dropped, *captions, *[part for _, parts in spans for part in parts]])
    rest, at = [], 0
    for start, end in taken:
        if start > at:
            rest.append((at, start))
        at = max(at, end)
    rest.append((at, len(text)))
    spans.append(("text", rest))
    spans += [(f"captions[{index}]", [span]) for index, span in enumerate(captions)]
    result = Text([])
    for name, parts in spans:
        origin = [offset for start, end in parts for offset in range(start, end)]
        content = "".join(text[offset] for offset in origin)
        if content.strip():
            result.fields.append(Field(name, content))
            result.origins[name] = origin
    return result


def canonical(name: str | None) -> str:
    """Return an organisation's name for comparison."""
    folded = fold_tone(collapse(name or ""))
    for long, short in _SPELLINGS:
        folded = folded.replace(long, short)
    return re.sub(r"\s+", " ", folded).strip()


def _title(text: str) -> str:
    return fold_tone(collapse(text)).replace("–", "-")


def _kind(title: dict[str, Any], official: dict[str, Any], *, early: bool) -> str:
    """Return a gold title's kind; the earliest gold file tells acting and new posts only by words and flags."""
    kind = KINDS.get(title["type"], title["type"])
    if not early:
        return kind
    if kind == "position" and _title(title["raw"]).startswith("quyền "):
        return "acting"
    return "new" if kind == "position" and "title_after_verb" in official.get("flags", []) else kind


def _titles(official: dict[str, Any]) -> list[str]:
    return sorted(_title(title["raw"] if "raw" in title else title["text"]) for title in official["titles"])


@dataclass(slots=True)
class Tally:
    """Counts over all texts of a file."""

    early: bool = False
    spans: Counts = field(default_factory=Counts)
    names: Counts = field(default_factory=Counts)
    pairs: Counts = field(default_factory=Counts)
    kinds: Counts = field(default_factory=Counts)
    organisations: Counts = field(default_factory=Counts)
    roles: Counts = field(default_factory=Counts)
    all_titles: list[bool] = field(default_factory=list)
    full: list[bool] = field(default_factory=list)
    evidence: list[bool] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, record: dict[str, Any]) -> None:
        """Extract one text and compare."""
        text = gold_fields(record)
        found, _ = find_officials(text.fields, Context(url=record.get("url") or record.get("portal") or ""))
        gold: dict[str, Any] = {collapse(official["name"]): official for official in record["officials"]}
        by_name = {official.name: official for official in found}
        where = f"[{record['id']}]"
        self.spans.add(
            [tuple(span) for official in gold.values() for span in official["mentions"]],
            [text.span(mention) for official in found for mention in official.mentions],
        )
        self.names.add(list(gold), list(by_name))
        others = {collapse(person["name"]) for person in record.get("other_persons", [])}
        for name in by_name.keys() - gold.keys():
            self.misses.append(f"{where} nobody's name in the gold: {name} {[t.text for t in by_name[name].titles]}")
            if name in others:
                self.strangers.append(name)
        for name, official in gold.items():
            self._compare(where, name, official, by_name.get(name))
            self._point(where, official, by_name.get(name), text)
        for name in by_name.keys() - gold.keys():
            self.pairs.add([], [(name, _title(title.text)) for title in by_name[name].titles])

    def _compare(self, where: str, name: str, gold: dict[str, Any], found: Official | None) -> None:
        titles = found.titles if found else []
        wanted, got = _titles(gold), sorted(_title(title.text) for title in titles)
        roles = set(found.roles) if found else set()
        self.pairs.add([(name, title) for title in wanted], [(name, title) for title in got])
        by_text = {_title(title.text): title for title in titles}
        kinds = [(_title(title["raw"]), _kind(title, gold, early=self.early)) for title in gold["titles"]]
        self.kinds.add(kinds, [(text, by_text[text].kind) for text, _ in kinds if text in by_text])
        held = [(_title(title["raw"]), canonical(title.get("org"))) for title in gold["titles"]]
        read = [(text, canonical(by_text[text].organization)) for text, _ in held if text in by_text]
        self.organisations.add(held, read)
        self.roles.add(gold["roles"], roles)
        self.all_titles.append(wanted == got)
        right = wanted == got and set(gold["roles"]) == roles and sorted(held) == sorted(read)
        self.full.append(right)
        if found is None:
            self.misses.append(f"{where} not found: {name} {wanted}")
            return
        if wanted != got:
            self.misses.append(f"{where} titles of {name}: {wanted}, read {got}")
        for text, body in held:
            if text in by_text and canonical(by_text[text].organization) != body:
                self.misses.append(f"{where} organisation of {name}, {text}: {body}, read {by_text[text].organization}")
        for text, kind in kinds:
            if text in by_text and by_text[text].kind != kind:
                self.misses.append(f"{where} kind of {name}, {text}: {kind}, read {by_text[text].kind}")
        if set(gold["roles"]) != roles:
            self.misses.append(f"{where} roles of {name}: {sorted(gold['roles'])}, read {sorted(roles)}")

    def _point(self, where: str, gold: dict[str, Any], found: Official | None, text: Text) -> None:
        """Compare the words that tell each role with the gold's: they must overlap, for a verb has no firm ends."""
        told = {said.role: text.span(said) for said in found.role_evidence} if found else {}
        for said in gold.get("role_evidence", []):
            role, (start, end) = said["role"], said["span"]
            if role not in told:
                continue  # a role not found is a miss of the roles
            self.evidence.append(told[role][0] < end and start < told[role][1])
            if not self.evidence[-1]:
                self.misses.append(
                    f"{where} words of {role} of {collapse(gold['name'])}: {told[role]}, gold {start, end}"
                )

    def scores(self, prefix: str) -> list[Score]:
        """Return the figures."""
        people = f"{len(self.full)} officials"
        pointed = [Score(f"{prefix} words of a role", _share(self.evidence), f"{len(self.evidence)} roles found")]
        return [
            *(pointed if self.evidence else []),
            Score(
                f"{prefix} names, exact span (F1)", self.spans.f1, f"{self.spans.right + self.spans.missed} mentions"
            ),
            Score(f"{prefix} names (F1)", self.names.f1, people),
            Score(f"{prefix} name and title (F1)", self.pairs.f1, f"{self.pairs.right + self.pairs.missed} titles"),
            Score(f"{prefix} kinds (F1)", self.kinds.f1, f"{self.kinds.right + self.kinds.missed} titles"),
            Score(f"{prefix} all titles right", _share(self.all_titles), people),
            Score(f"{prefix} organisation with unit", self.organisations.f1, f"{self.organisations.right} right"),
            Score(f"{prefix} roles (F1)", self.roles.f1, f"{self.roles.right + self.roles.missed} roles"),
            Score(f"{prefix} full record", _share(self.full), people, self.misses),
            Score(f"{prefix} no stranger", float(not self.strangers), "authors, citizens, namesakes", self.strangers),
        ]


def _share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a gold file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def tally(records: Iterable[dict[str, Any]], *, early: bool = False) -> Tally:
    """Return the counts over some gold records; ``early`` for the file that knows fewer kinds."""
    result = Tally(early)
    for record in records:
        result.add(record)
    return result


def evaluate() -> list[Score]:
    """Score the officials of every gold file; of the held ones only figures are shown."""
    scores: list[Score] = []
    for path in sorted((GOLD / "officials").glob("*.jsonl")):
        part = tally(read_gold(path), early=path.stem == "dev").scores(path.stem)
        if "held" in path.stem:
            for score in part:
                score.misses = []
        scores += part
    return scores
