"""Pieces of mark-up that all systems write alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.sites.documents import Document


def bullets(items: Iterable[str]) -> str:
    """Return a list."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def links(pairs: Iterable[tuple[str, str]], separator: str = "") -> str:
    """Return (address, words) as links; addresses come escaped."""
    return separator.join(f'<a href="{address}">{words}</a>' for address, words in pairs)


def table(rows: Iterable[Iterable[str]], attributes: str = 'border="1"') -> str:
    """Return a table of cells."""
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table {attributes}>{lines}</table>"


def properties(document: Document, office: str, file: str) -> list[tuple[str, str]]:
    """Return what the page of a document tells, line by line; ``file`` is the link to its file."""
    return [
        ("Số ký hiệu", document.symbol),
        ("Ngày ban hành", f"{document.issued:%d/%m/%Y}"),
        ("Loại văn bản", document.kind),
        ("Cơ quan ban hành", office),
        ("Người ký", document.signer),
        ("Trích yếu", document.about),
        ("Tệp đính kèm", file),
    ]


def register(documents: Iterable[Document], address: Callable[[Document], str]) -> str:
    """Return the list of documents as a table; ``address`` comes escaped."""
    return table(
        (f'<a href="{address(one)}">{one.symbol}</a>', f"{one.issued:%d/%m/%Y}", one.about) for one in documents
    )
