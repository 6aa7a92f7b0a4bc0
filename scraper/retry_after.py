"""How long an answer asks to wait (``Retry-After``, RFC 9110, 10.2.3)."""

from __future__ import annotations

import email.utils
from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MAX_RETRY_AFTER = 30 * 86_400.0  # seconds; a portal that asks for more means never


def asked_to_wait(headers: Sequence[tuple[str, str]], fetched_at: datetime) -> float | None:
    """Return the seconds that an answer's ``Retry-After`` asks to wait, ``None`` for none.

    A date is one of the portal's clock. Where that is behind ours, the answer's own ``Date`` tells by how much, and of
    the two waits the longer is kept; so it is of several headers.

    Args:
        headers: the answer's, in any case.
        fetched_at: when it came, by our clock.
    """
    moments = [fetched_at]
    for name, value in headers:
        if name.lower() == "date":
            with suppress(TypeError, ValueError, OverflowError):
                moments.append(_http_date(value))
    fields = [value for name, value in headers if name.lower() == "retry-after"]
    waits = [retry_after(value, moment) for value in fields for moment in moments]
    return max((wait for wait in waits if wait is not None), default=None)


def retry_after(value: str | None, moment: datetime) -> float | None:
    """Return the seconds that a ``Retry-After`` header (number or HTTP date) asks to wait, ``None`` for none."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), MAX_RETRY_AFTER)
    try:
        return min(max(0.0, (_http_date(text) - moment).total_seconds()), MAX_RETRY_AFTER)
    except (TypeError, ValueError, OverflowError):
        return None


def _http_date(text: str) -> datetime:
    """Return the moment that an HTTP date names; raises ``ValueError`` and its like for one that is none."""
    date = email.utils.parsedate_to_datetime(text)
    return date if date.tzinfo else date.replace(tzinfo=UTC)
