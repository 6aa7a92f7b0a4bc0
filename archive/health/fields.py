"""Whether articles still have what the articles of their portal have."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from archive.health.findings import Finding
from archive.health.measures import FIELDS, WITH
from archive.health.statistics import FEWEST, HALF, too_seldom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.health.earlier import EarlierVisit
    from scraper.portal import Portal

# A visit to a portal that publishes twice a week reads two articles: up to so many visits are taken together.
_MOST_TOGETHER = 4
_LOOKS = 10  # at a field that comes and goes, in a year of such visits
_ENOUGH = 8  # articles that need no others beside them
# What fewer than four in five articles have comes and goes with what is published; several visits must show how.
_NEARLY_ALWAYS = 0.8
# Texts that are a third as long as usual, and half as long as in any visit, are teasers of themselves.
_LENGTH, _TEASER, _FEWEST_TEXTS, _FEWEST_VISITS = "text_length", 1 / 3, 4, 2
_FEWEST_DECLARED = 2  # articles that show whether a declared field is there


def field_findings(portal: Portal, visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> Iterator[Finding]:
    """Yield the fields that far fewer articles have than before, or than was declared.

    Args:
        portal: the portal, for what is declared of it.
        visit: the visit that has ended.
        earlier: those before it, the newest first.
    """
    declared = portal.expect.fields if portal.expect is not None else None
    if declared is not None:
        yield from _declared(visit, declared)
        return
    if not visit.figures.get("articles_read"):
        return
    shorter = _shorter_texts(visit, [one for one in earlier if not one.was_doubted("field", _LENGTH)])
    if shorter is not None:
        yield shorter
    for name in FIELDS:
        found = _field(name, visit, [one for one in earlier if not one.was_doubted("field", name)])
        if found is not None:
            yield found


def _declared(visit: EarlierVisit, fields: Sequence[str]) -> Iterator[Finding]:
    read = visit.figures.get("articles_read", 0)
    for name in fields:
        share = visit.figures.get(WITH + name, 0)
        if read >= _FEWEST_DECLARED and share < HALF:
            words = f"{share:.0%} of the {read:.0f} articles read have {name}, which is declared of all"
            yield Finding("field", words, name, share, 1.0)


def _shorter_texts(visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> Finding | None:
    """Return that the articles read are far shorter than before; one without any text is a field that is empty."""
    before = [
        one.figures[_LENGTH]
        for one in earlier
        if one.figures.get(_LENGTH) and one.figures.get("articles_read", 0) >= _FEWEST_TEXTS
    ]
    now = visit.figures.get(_LENGTH, 0)
    if not now or visit.figures["articles_read"] < _FEWEST_TEXTS or len(before) < _FEWEST_VISITS:
        return None
    usual = median(before)
    if now > _TEASER * usual or now > HALF * min(before):
        return None
    words = f"the articles read have {now:.0f} letters of text; before, they had {usual:.0f}"
    return Finding("field", words, _LENGTH, now, usual)


def _field(name: str, visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> Finding | None:
    """Return that a field is seldom filled now: in this visit, or in the last few taken together.

    Visits that were doubted in this very field are none of the earlier ones, but stand beside this one.
    """
    samples = [_sample(name, one) for one in (visit, *earlier)]
    for together in range(1, _MOST_TOGETHER + 1):
        now, before = samples[:together], [sample for sample in samples[together:] if sample[1]]
        if together > 1 and (sum(size for _, size in samples[: together - 1]) >= _ENOUGH or len(before) < FEWEST):
            return None
        having, of = round(sum(share * size for share, size in now)), round(sum(size for _, size in now))
        lost = too_seldom(having, of, before, looks=1 if together == 1 else _LOOKS)
        own_share = samples[0][0]
        if lost is None or own_share > HALF * lost.expected:
            continue
        if lost.expected < _NEARLY_ALWAYS and sum(size >= FEWEST for _, size in before) < FEWEST:
            continue
        spread = f" of this and {together - 1} visits before" if together > 1 else ""
        words = f"{having} of the {of} articles read{spread} have {name}; before, {lost.expected:.0%} of all had"
        return Finding("field", words, name, lost.value, lost.expected)
    return None


def _sample(name: str, visit: EarlierVisit) -> tuple[float, float]:
    return visit.figures.get(WITH + name, 0.0), visit.figures.get("articles_read", 0.0)
