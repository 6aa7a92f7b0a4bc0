"""Pages put together by chance from the common ways to print each part of an article.

Golden pages are written one by one, and each has what its writer thought of. Here every headline meets every stamp,
lead, layout and box sooner or later: what the reading takes for something else only where two of them come together is
found so. Texts are paragraphs of the gold texts; the seed makes the page.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from scraper.portal import Portal
from scraper.vietnamese import collapse, nfc
from tests.evaluation import assembled_parts as ways
from tests.evaluation.pages import GoldPage, scores_of

if TYPE_CHECKING:
    from tests.evaluation.scoring import Score

_GOLD = Path(__file__).parents[1] / "gold" / "officials"
_SETS = ("own-dev5", "own-dev6", "own-dev7", "own-dev8")
_PAGES = 1_000
_FEWEST, _MOST = 4, 8  # paragraphs of a page
_PARAGRAPH = 110  # characters from which a line of a gold text is one
_CAPTURED = datetime(2026, 11, 28, 1, tzinfo=UTC)
_ZONE = timezone(timedelta(hours=7))


def evaluate() -> list[Score]:
    """Score a thousand pages by what each of them is known to hold."""
    unknown = ("source", "section", "updated", "published_text", "stats")
    scores = scores_of("assembled", assembled_pages(_PAGES))
    return [score for score in scores if not score.name.endswith(unknown)]


def assembled_pages(count: int) -> list[GoldPage]:
    """Return so many pages with the record that each should give, read by the generic family."""
    return [_Assembly(seed).page() for seed in range(count)]


@cache
def _texts() -> list[tuple[str, list[str]]]:
    """Return headlines and paragraphs of gold texts."""
    found = []
    for name in _SETS:
        for line in (_GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            title = collapse(nfc(gold["title"] or ""))
            captions = {collapse(nfc(caption)) for caption in map(_words, gold["captions"])}
            lines = (collapse(one) for one in nfc(gold["text"]).split("\n"))
            texts = [one for one in lines if _is_paragraph(one) and one not in captions and one != title]
            # A headline that goes on in the next line of a dump is none to print.
            if len(texts) >= _FEWEST and title in nfc(gold["text"]).split("\n"):
                found.append((title, texts))
    return found


def _words(caption: Any) -> str:
    return str(caption["text"] if isinstance(caption, dict) else caption)


def _is_paragraph(line: str) -> bool:
    return len(line) > _PARAGRAPH and line[-1] in '.!”"' and "Ảnh" not in line[-25:]


class _Assembly:
    """One page being put together: what is chosen, and the record it should give."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._seed = seed
        self._says_nothing = self._random.random() < 0.5  # whether classes do
        self._url = f"https://songlam.example.gov.vn/tin-tuc/bai-{seed}.html"
        self._title, texts = self._random.choice(_texts())
        self._texts = texts[: self._random.randint(_FEWEST, _MOST)]
        self._captions: list[dict[str, str]] = []

    def page(self) -> GoldPage:
        """Return the page with its record."""
        at = datetime(2010, 1, 1, 7, tzinfo=_ZONE) + timedelta(minutes=self._random.randrange(16 * 365 * 1440))
        moment, is_exact = self._random.choice(ways.MOMENTS)
        stamp = self._fill(ways.STAMP_BOXES, "stamp", self._random.choice(ways.STAMPS).format(moment(at)))
        lead = self._texts.pop(0) if self._random.random() < 0.8 else None
        lead_html = self._fill(ways.LEADS, "lead", lead) if lead else ""
        author = self._random.choice([None, *ways.WRITERS])
        file = self._random.choice(ways.FILES)
        is_inside = self._random.random() < 0.4  # the lead, in the body
        body, text = self._body()
        inside = (lead_html if is_inside else "") + body
        inside += (self._fill(ways.BYLINES, "byline", author) if author else "") + file
        parts = [
            self._fill(ways.TITLES, "title", self._title, url=self._url),
            "" if is_inside else lead_html,
            self._fill(ways.BODIES, "body", inside, is_html=True),
        ]
        parts.insert(self._random.randrange(len(parts) + 1), stamp)
        parts.insert(self._random.choice([parts.index(stamp), len(parts)]), self._fill(ways.TOOLS, "tools", ""))
        main = (
            self._fill(ways.HEADS, "head", "") + "".join(parts) + self._random.choice(ways.COMMENTS) + self._related()
        )
        record = {
            "kind": "article", "title": self._title, "lead": lead, "text": "\n\n".join(text), "author": author,
            "published": f"{at:%Y-%m-%dT%H:%M}:00+07:00" if is_exact else f"{at:%Y-%m-%d}", "captions": self._captions,
            "attachments": [{"url": f"https://songlam.example.gov.vn{ways.FILE}"}] if file else [],
        }  # fmt: skip
        portal = Portal(id="assembled", name="assembled", url=self._url, family="generic")
        # Of a text without a lead that is set apart, the reading may well take the first paragraph for one.
        open_fields = ("lead",) if lead is None else ()
        return GoldPage(
            f"{self._seed}", self._whole(main), self._url, record, _CAPTURED, portal, open_fields,
            must_not_contain=(*ways.OTHERS, "Gửi email", "Đang online", "Ý kiến bạn đọc", "Chịu trách nhiệm"),
        )  # fmt: skip

    def _body(self) -> tuple[str, list[str]]:
        """Return the body as HTML, and the texts it holds."""
        way, picture = self._random.choice(ways.PARAGRAPHS), self._random.choice((*ways.PICTURES, ways.BARE_PICTURE))
        between = range(1, len(self._texts))
        pictures = sorted(self._random.sample(between, min(self._random.randrange(4), len(between))))
        captions = self._random.sample(ways.CAPTIONS, len(pictures))
        inserted, words = self._random.choice(list(ways.INSIDE.items()))
        place = self._random.choice(between)
        parts, text = [], []
        for number, paragraph in enumerate(self._texts):
            if number in pictures:
                caption = captions[pictures.index(number)]
                parts.append(picture.format(n=number, text=escape(caption, quote=False), c=self._class("picture")))
                if picture != ways.BARE_PICTURE:
                    source = f"https://songlam.example.gov.vn/uploads/anh{number}.jpg"
                    self._captions.append({"image": source, "text": caption})
            parts.append(way.format(text=escape(paragraph, quote=False)))
            text.append(paragraph)
            if number == place - 1:
                parts.append(inserted.replace("{c}", self._class("inside")))
                text += words
        return "".join(parts), text

    def _related(self) -> str:
        way = self._random.choice(("", *ways.RELATED))
        entries = "".join(
            way.format(n=number, text=one) for number, one in enumerate(self._random.sample(ways.OTHERS, 4), 1)
        )
        head = f"<div>{self._random.choice(ways.RELATED_HEADS)}</div>"
        return f'<div class="{self._class("related")}">{head}<ul>{entries}</ul></div>' if entries else ""

    def _whole(self, main: str) -> bytes:
        links = (
            f'<li><a href="/tb/{n}.html">{one}</a></li>' for n, one in enumerate(self._random.sample(ways.OTHERS, 3))
        )
        body = self._random.choice(ways.LAYOUTS).format(
            text=main, c=self._class("layout"), clock=self._random.choice(ways.CLOCKS), menu=ways.MENU, foot=ways.FOOT,
            side=ways.SIDE.format("".join(links)),
        )  # fmt: skip
        head = self._fill(ways.NAMES, "name", self._title)
        return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()

    def _fill(self, templates: tuple[str, ...], part: str, text: str, *, url: str = "", is_html: bool = False) -> str:
        """Return one of some templates, filled in."""
        words = text if is_html else escape(text, quote=part == "name")
        return self._random.choice(templates).format(text=words, c=self._class(part), url=url)

    def _class(self, part: str) -> str:
        return f"x{self._random.randrange(99)}" if self._says_nothing else ways.CLASSES.get(part, part)
