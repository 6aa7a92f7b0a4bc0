"""The head of an article's page: the Dublin Core tags as the seed's CMS writes them, misspelt names and all."""

from __future__ import annotations

import hashlib
from html import escape

from scraper.sample_portal.content import DOCUMENT_FOLDER_LABEL, FOLDERS, SITE_NAME, Document, Story


def page_head(entry: Story | Document, origin: str) -> str:
    """Return the title and the meta tags of the page of a story or a document.

    Args:
        entry: what the page shows.
        origin: scheme and host of the portal, put before the address ("http://127.0.0.1:8765").
    """
    title = entry.title if isinstance(entry, Story) else entry.name
    metas = "\n".join(
        f'<meta name="DC.{name}"{_scheme(name)} content="{escape(value)}" >'
        for name, value in _tags(entry, title, origin).items()
    )
    return f"<title>{escape(title)} - {SITE_NAME}</title>\n{metas}"


def _scheme(name: str) -> str:
    return ' scheme="W3CDTF"' if name.startswith("Date") else ""


def _tags(entry: Story | Document, title: str, origin: str) -> dict[str, str]:
    """The tags in the CMS's order; it writes the word None where a date is missing."""
    issued = f"{entry.created}.{_microseconds(entry.slug):06d}"
    if isinstance(entry, Story):
        description = entry.lead if entry.description is None else entry.description
        modified, subject = entry.modified, FOLDERS[entry.folders[0]]
    else:
        description, modified, subject = entry.description, None, DOCUMENT_FOLDER_LABEL
    return {
        "Title": title,
        "Creator": "Ban Biên tập",
        "Date.Created": entry.created,
        "Date.Modified": str(modified),
        "Date.Valid": issued,
        "Date.Issued": issued,
        "Publisher": "Văn phòng HĐND - UBND",
        "Description": description,
        "Inditifier": f"{origin}{entry.path()}",
        "Languague": "vi",
        "Source": origin,
        "Contributor": "",
        "Subject": subject,
        "Coverage": "Việt Nam",
        "Type": "Text",
        "Format": "text/html",
    }


def _microseconds(slug: str) -> int:
    """A fraction of a second that looks like any and is the same each time."""
    return int(hashlib.sha256(slug.encode()).hexdigest()[:5], 16) % 1_000_000
