"""Golden pages, damaged as networks, servers and careless systems damage them; each can be made again from its seed.

What a test does with them runs in a process of its own, which says how much memory and how much CPU its dearest page
took: ``python -m tests.scraper.extract.mutations SEED COUNT``. A page of which a parser in C dies takes only that
process with it, and its number is told by the last line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from scraper.answers import judged
from scraper.discovery import Discovery
from scraper.portal import Portal
from scraper.store import Answer, PageResult, Target
from tests.portals.memory import held_at_most

PAGES = Path(__file__).parents[2] / "gold" / "pages"
SETS = ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10", "families")
PORTAL = Portal(id="xa", name="Xã", url="https://xa.example.gov.vn/", unit="xã Kỳ Hoa", province="tỉnh Hà Tĩnh")
URL = "https://xa.example.gov.vn/tin/bai-1.html"
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ENCODINGS = ("utf-16-le", "utf-16-be", "utf-16", "cp1258", "latin-1", "cp1252", "big5", "gbk", "utf-32", "shift_jis")
TYPES = (
    None, "text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=utf-16",
    "text/html; charset=windows-1258", "text/html; charset=x-unknown", "text/html; charset=big5",
)  # fmt: skip
BYTES = (b"\0", b"<", b">", b'"', b"'", b"&", b"\xff", b"\x80", b"\xe2\x80\xae", b"<!--", b"]]>", b"\xed\xa0\x80")
# In no text that is stored, printed or sent as XML.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@cache
def golden_pages() -> list[bytes]:
    """Every golden page that anybody may look at, in the order of the names."""
    files = sorted(file for name in SETS for file in (PAGES / name).glob("*.html*"))
    return [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]


def _flip(page: bytes, chance: random.Random) -> bytes:
    bytes_ = bytearray(page)
    for _ in range(chance.choice((1, 10, 100, 2_000))):
        bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
    return bytes(bytes_)


def _cut(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(len(page))]


def _behead(page: bytes, chance: random.Random) -> bytes:
    return page[chance.randrange(len(page)) :]


def _splice(page: bytes, chance: random.Random) -> bytes:
    other = chance.choice(golden_pages())
    return page[: chance.randrange(len(page))] + other[chance.randrange(len(other)) :]


def _repeat(page: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(page))
    block = page[start : start + chance.choice((10, 500, 5_000))]
    times = min(chance.choice((2, 20, 300)), 400_000 // (len(block) + 1) + 1)
    return page[:start] + block * times + page[start:]


def _swap_attributes(page: bytes, chance: random.Random) -> bytes:
    values = re.findall(rb'="([^"<>]{0,300})"', page) or [b""]
    return re.sub(rb'="[^"<>]{0,300}"', lambda _: b'="' + chance.choice(values) + b'"', page)


def _swap_tags(page: bytes, chance: random.Random) -> bytes:
    names = re.findall(rb"<(/?[a-zA-Z][a-zA-Z0-9]{0,20})", page) or [b"p"]
    share = chance.choice((0.01, 0.1, 0.5))
    return re.sub(
        rb"<(/?[a-zA-Z][a-zA-Z0-9]{0,20})",
        lambda found: b"<" + (chance.choice(names) if chance.random() < share else found[1]),
        page,
    )


def _drop_tags(page: bytes, chance: random.Random) -> bytes:
    share = chance.choice((0.02, 0.2, 0.9))
    return re.sub(rb"<[^<>]{1,500}>", lambda found: b"" if chance.random() < share else found[0], page)


def _insert(page: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 20, 200))):
        at = chance.randrange(len(page) + 1)
        page = page[:at] + chance.choice(BYTES) * chance.choice((1, 1, 30)) + page[at:]
    return page


def _recode(page: bytes, chance: random.Random) -> bytes:
    return page.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), chance.choice(("replace", "ignore")))


def _decompose(page: bytes, chance: random.Random) -> bytes:
    return unicodedata.normalize(chance.choice(("NFD", "NFKD")), page.decode("utf-8", "replace")).encode()


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _behead, _splice, _repeat, _swap_attributes, _swap_tags, _drop_tags, _insert, _recode, _decompose,
)  # fmt: skip


def mutated(seed: int) -> tuple[bytes, str | None]:
    """Return a damaged page and the type that its answer names; the same for the same seed."""
    chance = random.Random(seed)
    page = chance.choice(golden_pages())
    for mutation in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3))):
        page = mutation(page, chance) or b" "
    return page, chance.choice(TYPES)


def judge(seed: int) -> PageResult:
    """Return what a damaged page comes to, judged as a crawl judges it, with the people, dates and places in it."""
    page, kind = mutated(seed)
    headers = [("Content-Type", kind)] if kind else []
    target = Target("xa.example.gov.vn/tin/bai-1.html", URL, 1)
    result = judged(target, Answer(URL, MOMENT, 200, headers, page), Discovery(PORTAL), 2.0)
    result.annotate()
    return result


def complaints(result: PageResult) -> list[str]:
    """Return what is wrong with what a page came to: a failed extractor, nothing told, a text that nobody can store."""
    said = []
    article = result.article
    if article is None:
        return said if result.reason else [f"{result.outcome} without a record or a reason"]
    said += [problem.reason for problem in article.problems if problem.field == "extractor"]
    record = article.to_dict()
    text = json.dumps(record, ensure_ascii=False)
    if json.loads(text) != record:
        said.append("the record is another one when it is read back")
    if found := next((piece for piece in strings(record) if UNSTORABLE.search(piece)), None):
        said.append(f"a text holds what no store keeps: {found[:60]!r}")
    if any(unicodedata.normalize("NFC", piece) != piece for piece in (article.title or "", article.text)):
        said.append("a text is not in NFC")
    return said


def strings(value: Any) -> list[str]:
    """Return every text in a record."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [piece for one in value for piece in strings(one)] if isinstance(value, list) else []


def main() -> None:
    """Judge damaged pages and print what was wrong with any, and at the end what they took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    dearest, which = 0.0, options.seed
    for seed in range(options.seed, options.seed + options.count):
        print(f"page {seed}", flush=True)
        started = time.process_time()
        wrong = complaints(judge(seed))
        spent = time.process_time() - started
        if spent > dearest:
            dearest, which = spent, seed
        for complaint in wrong:
            print(f"wrong {seed}: {complaint}", flush=True)
    megabytes = held_at_most()
    print(f"done {options.count} pages, at most {dearest:.2f} s of CPU (page {which}), {megabytes} MB", flush=True)


if __name__ == "__main__":
    main()
