"""What the stored pages say of the crawl that brought them: everything of it that the pages themselves do not tell.

The notes are written by the live crawl (:mod:`archive.captures`) and read by the replay (:mod:`archive.replay`), so
their keys stand here once. What would be ``None``, false or empty is left out. Moments are ISO 8601 in UTC with
microseconds: what is made of an answer has its moment, and the order in which addresses are asked for rests on it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from archive.visits import VisitOptions
    from scraper.portal import Portal
    from scraper.store import PageResult, Target

# What happens to addresses between two answers; what an answer leads to is not noted, for the answer says it.
# ``last``: put last (key, priority); ``out``: left out (key, reason, moment); ``ended``: a list ends before the day of
# --since (key, reason); ``browser``: the portal is read in a browser from now on (moment); ``sitemaps``: robots.txt,
# which is no capture, names these.
Action = tuple[Literal["last"], str, int] | tuple[Literal["out"], str, str, str] | \
    tuple[Literal["ended"], str, str] | tuple[Literal["browser"], str] | \
    tuple[Literal["sitemaps"], list[str]]  # fmt: skip
RunEvent = Literal["begin", "actions", "end"]


def moment_text(moment: datetime) -> str:
    """Return a moment as the notes have it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def capture_note(result: PageResult, crawl: int, capture: int, same_as: int | None) -> dict[str, Any]:
    """Return what is noted of an answer, or of a request that brought none.

    Args:
        result: the answer and what it came to.
        crawl: the crawl that asked.
        capture: the capture's number.
        same_as: the capture that has the body, where this one brought the same or none (304).
    """
    target, answer = result.target, result.answer
    tls = {"ok": answer.tls_ok, "protocol": answer.tls_protocol, "cipher": answer.tls_cipher}
    note = {
        "crawl": crawl,
        "capture": capture,
        "at": moment_text(answer.fetched_at),
        **_target_note(target, answer.url),
        "outcome": result.outcome,
        "reason": result.reason,
        "kind": result.kind,
        "alias_of": result.alias_of.key if result.outcome == "alias" and result.alias_of else None,
        "retry_after": result.retry_after,
        "pause": result.pause,
        "same_as": same_as,
        "partial": answer.partial or None,
        "tls": {name: value for name, value in tls.items() if value is not None} or None,
        "rendered": answer.rendered,
        "not_rendered": answer.not_rendered,
        "unread": answer.unread,
    }
    return {name: value for name, value in note.items() if value is not None}


def _target_note(target: Target, answered: str) -> dict[str, Any]:
    return {
        "key": target.key,
        "url": target.url if target.url != answered else None,
        "depth": target.depth,
        "tries": target.tries or None,
        "found_on": target.found_on,
        "probe": target.probe,
    }


def actions_note(portal: str, crawl: int, actions: list[Action], after: int, moment: datetime) -> dict[str, Any]:
    """Return what is noted of what is done with addresses between two answers.

    Args:
        portal: the portal's id.
        crawl: the crawl that does it.
        actions: what is done, in its order.
        after: the last capture of the whole archive before.
        moment: when.
    """
    return {"portal": portal, "crawl": crawl, "after": after, "at": moment_text(moment), "actions": actions}


def begin_note(portal: Portal, crawl: int, visit: VisitOptions, after: int, moment: datetime) -> dict[str, Any]:
    """Return what is noted where a run begins.

    Args:
        portal: its whole description.
        crawl: the crawl that it begins or goes on with.
        visit: what the user wants of it.
        after: the last capture of the whole archive before; it tells the order in which portals took turns.
        moment: when.
    """
    return {
        "crawl": crawl,
        "after": after,
        "at": moment_text(moment),
        "full": visit.full,
        "since": visit.since.isoformat() if visit.since else None,
        "portal": portal.model_dump(mode="json", exclude_defaults=True),
    }


def end_note(crawl: int, reason: str, limit: int, after: int, moment: datetime) -> dict[str, Any]:
    """Return what is noted where a run ends; a run that was killed has no such note."""
    return {"crawl": crawl, "after": after, "at": moment_text(moment), "reason": reason, "limit": limit}
