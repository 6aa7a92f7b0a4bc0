"""Runs in Plone's environment: how content is written through Plone's own interfaces."""

from __future__ import annotations

import io
import zlib
from typing import Any

from opened import TIME_ZONE


def add(container: Any, portal_type: str, name: str, **fields: Any) -> Any:
    """Add content and return it; ``html`` becomes its text, ``picture`` (a name) its picture."""
    from plone.app.textfield.value import RichTextValue
    from plone.dexterity.utils import createContentInContainer

    html, picture_name = fields.pop("html", None), fields.pop("picture", None)
    if html is not None:
        fields["text"] = RichTextValue(html, "text/html", "text/x-html-safe")
    if picture_name:
        fields["image"] = picture(picture_name)
    return createContentInContainer(container, portal_type, id=name, checkConstraints=False, **fields)


def picture(name: str) -> Any:
    """Return a small photograph of our own."""
    from PIL import Image, ImageDraw
    from plone.namedfile.file import NamedBlobImage

    seed = zlib.crc32(name.encode())
    image = Image.new("RGB", (640, 426), (seed & 255, seed >> 8 & 255, seed >> 16 & 255))
    ImageDraw.Draw(image).ellipse((100, 100, 300 + seed % 200, 300), fill=(240, 240, 200))
    written = io.BytesIO()
    image.save(written, "JPEG", quality=70)
    return NamedBlobImage(written.getvalue(), "image/jpeg", name)


def publish(content: Any, published: str | None = None, modified: str | None = None) -> None:
    """Publish content; with moments (local time) it bears those at which that would have been."""
    from Products.CMFCore.utils import getToolByName

    getToolByName(content, "portal_workflow").doActionFor(content, "publish")
    if published:
        date(content, published, modified or published)


def date(content: Any, published: str, modified: str) -> None:
    """Set when content was published and last changed; a site that has grown over years has such dates."""
    from DateTime import DateTime

    content.setEffectiveDate(DateTime(f"{published} {TIME_ZONE}"))
    content.creation_date = DateTime(f"{published} {TIME_ZONE}")
    content.setModificationDate(DateTime(f"{modified} {TIME_ZONE}"))
    content.reindexObject(idxs=["effective", "modified", "created", "effectiveRange", "Date"])


def write_news(site: Any, item: dict[str, Any]) -> Any:
    """Write one news item with its pictures, and publish it where it is to be seen."""
    section, marks = site[item["section"]], {}
    for name, caption in item["images"].items():
        made = add(site["anh"], "Image", name, title=name, description=caption, picture=name)
        marks[f"{{{{uid:{name}}}}}"] = made.UID()
    for name in item["files"]:
        marks[f"{{{{uid:{name}}}}}"] = _file(site["van-ban"], name).UID()
    html = item["html"]
    for mark, uid in marks.items():
        html = html.replace(mark, uid)
    lead_image = {"picture": item["lead_image"], "image_caption": item["lead_caption"]} if item["lead_image"] else {}
    made = add(
        section, "News Item", item["name"], title=item["title"], description=item["lead"], html=html,
        subject=tuple(item["tags"]), creators=("ban-bien-tap",), **lead_image,
    )  # fmt: skip
    if item["state"] == "published":
        publish(made, item["date"], item["modified"])
    return made


def _file(container: Any, name: str) -> Any:
    from plone.namedfile.file import NamedBlobFile

    return add(container, "File", name, title=name, file=NamedBlobFile(b"%PDF-1.4\n%%EOF\n", "application/pdf", name))
