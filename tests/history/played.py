"""The archive of a script with several portals after its last visit, told in the script's own names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.history.events import Event, recorded

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class PlayedHistory:
    """The archive after the last visit, and what the script calls portals and articles."""

    archive: Path
    moments: list[str]
    portals: dict[str, str] = field(default_factory=dict)  # id -> host of the script
    addresses: dict[str, str] = field(default_factory=dict)  # of an article -> host and number

    def named(self, url: str) -> str:
        """Return what the script calls what stands at an address, the address for what it does not name."""
        return self.addresses.get(url, url)

    @property
    def found(self) -> set[Event]:
        """The events that the archive tells."""
        return {
            Event(event.visit, event.kind, self.portals.get(event.what, event.what), event.fields)
            for event in recorded(self.archive, self.moments, self.named)
        }
