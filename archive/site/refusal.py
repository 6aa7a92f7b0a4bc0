"""What is answered to a request that is not let in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not let in: the status, a sentence for people, and headers that belong to the status."""

    status: int
    words: str
    headers: Mapping[str, str] = field(default_factory=dict)
