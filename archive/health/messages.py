"""What people are told of portals that turned, in one message."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_PORTALS = 40  # in one message; congtin check lists them all
_MOST_REASONS = 3  # of one portal
_LONGEST = 400  # letters of a reason


@dataclass(frozen=True, slots=True)
class Turn:
    """A portal whose state became another one.

    Attributes:
        portal: its id.
        before, after: ``ok``, ``suspect`` or ``failed``.
        crawl: the crawl that showed it.
        reasons: why, in sentences, the weightiest first.
    """

    portal: str
    before: str
    after: str
    crawl: int
    reasons: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent.

    Attributes:
        subject: one line.
        text: all of it, its subject included.
        portals: the same for programs: ``portal``, ``before``, ``after``, ``crawl``.
    """

    subject: str
    text: str
    portals: list[dict[str, object]] = field(default_factory=list)


def message_of(turns: Sequence[Turn]) -> Message:
    """Return the message about portals that turned in one run; those that got worse come first."""
    ordered = sorted(turns, key=lambda turn: (_ORDER[turn.after], turn.portal))
    subject = f"congtin: {_counted(ordered)}"
    lines = [subject, ""]
    for turn in ordered[:_MOST_PORTALS]:
        if turn.after == "ok":
            lines.append(f"{turn.portal}: ok again, was {turn.before}")
            continue
        lines.append(f"{turn.portal}: {turn.after}, was {turn.before}")
        lines += [f"  {_in_one_line(reason)}" for reason in turn.reasons[:_MOST_REASONS]]
    if len(ordered) > _MOST_PORTALS:
        lines.append(f"and {len(ordered) - _MOST_PORTALS} more")
    lines += ["", "congtin check says what to do."]
    portals: list[dict[str, object]] = [
        {"portal": turn.portal, "before": turn.before, "after": turn.after, "crawl": turn.crawl} for turn in ordered
    ]
    return Message(subject, "\n".join(lines), portals)


def joined(messages: Sequence[Message]) -> Message:
    """Return several messages, of which earlier ones could not be sent, as one; the newest comes first."""
    if len(messages) == 1:
        return messages[0]
    newest, *earlier = reversed(messages)
    text = "\n\n".join([newest.text, "Not sent before:", *(message.text for message in earlier)])
    return Message(newest.subject, text, [one for message in messages for one in message.portals])


_ORDER = {"failed": 0, "suspect": 1, "ok": 2}


def _counted(turns: Sequence[Turn]) -> str:
    said = []
    for state, words in (("failed", "failed"), ("suspect", "suspect"), ("ok", "ok again")):
        portals = [turn.portal for turn in turns if turn.after == state]
        if len(portals) == 1:
            said.append(f"{portals[0]} {words}")
        elif portals:
            said.append(f"{len(portals)} portals {words}")
    return ", ".join(said)


def _in_one_line(reason: str) -> str:
    line = " ".join(reason.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
