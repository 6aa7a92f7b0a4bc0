"""Why a trial visit has nothing to tell, in one sentence that says what happened and what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.detection.itinerary import home_page
from scraper.extract.shell import SHELL_REASON, is_script_shell
from scraper.patterns import regex
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.detection.itinerary import Seen
    from scraper.detection.trial import Trial
    from scraper.store import PageResult

# What scraper.robots says where it got no rules.
_LONGEST_REASON = 2_000  # characters
_ROBOTS_FAILED = regex(r"robots\.txt could not be read \((.{1,500})\), so")


def failure_of(trial: Trial) -> str | None:
    """Return why no article was read, ``None`` where one was."""
    url, seen = trial.portal.url, trial.seen
    if not seen:
        return f"{url}: nothing was asked for ({trial.ended or 'the visit ended before it began; see the log above'})"
    if any(one.result.kind in KEPT_KINDS for one in seen):
        first = seen[0].result
        return _is_an_article(first) if first.kind in KEPT_KINDS and first.article is not None else None
    home = home_page(seen)
    if home is None:
        return _no_home(url, [one for one in seen if one.purpose == "home"][-1].result)
    if is_script_shell(home.result.answer.body):
        return f"{url}: {home.result.answer.not_rendered or SHELL_REASON}"
    return _no_article(url, seen)


def _no_home(url: str, result: PageResult) -> str:
    """Say why the home page could not be read."""
    reason = result.reason or f"status {result.answer.status}"
    match result.outcome:
        case "refused" if "robots.txt" in reason:
            return f"{url}: robots.txt forbids congtin to read the portal; ask its administrators"
        case "refused":
            return f"{url}: {reason}"
        case "redirect":
            return f"{url}: the address {reason}; give that address instead"
        case "gone":
            return f"{url}: there is no page at this address ({reason}); give the portal's home page"
        case "stored":
            return f"{url}: what answers is no page that can be read ({reason})"
        case _:
            return f"{url}: {_no_answer(result, reason)}"


def _no_answer(result: PageResult, reason: str) -> str:
    """Say why an answer is missing or of no use; robots.txt is asked for first and meets what the page would."""
    if result.answer.status is not None:
        return f"the home page could not be read: {reason}"
    met = _ROBOTS_FAILED.search(reason[:_LONGEST_REASON])
    if met is not None and met[1].startswith("status "):
        return reason
    words = f"the portal does not answer: {met[1] if met else reason}"
    parts = urlsplit(result.target.url)
    if parts.scheme == "https":
        words += f"; where it speaks http only, give http://{parts.netloc}/"
    return words


def _no_article(url: str, seen: Sequence[Seen]) -> str:
    unread = [one.result for one in seen if one.purpose != "home" and one.result.outcome in {"failed", "refused"}]
    looked = f"{len(seen)} page{'s' if len(seen) > 1 else ''} looked at"
    if unread and len(unread) == sum(one.purpose == "article" for one in seen):
        return f"{url}: the home page could be read, but no page it leads to ({unread[0].reason})"
    reasons = Counter(one.result.reason for one in seen if one.purpose == "article" and one.result.reason)
    why = f" ({reasons.most_common(1)[0][0]})" if reasons else ""
    return f"{url}: no article was found among the {looked}{why}; give the address of the portal's news"


def _is_an_article(first: PageResult) -> str:
    parts = urlsplit(first.target.url)
    return (
        f"{first.target.url} is the address of an article; give that of the portal, "
        f"which may be {parts.scheme}://{parts.netloc}/"
    )


def is_built_by_script(home: Seen) -> bool:
    """Tell whether a home page is only a script's shell (:mod:`scraper.extract.shell`), or was as it was sent."""
    return home.result.answer.rendered is not None or is_script_shell(home.result.answer.body)
