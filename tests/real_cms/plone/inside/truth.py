"""Runs in Plone's environment: prints what everybody may see of the site's news, as JSON; addresses begin with SITE."""

from __future__ import annotations

import json
from typing import Any

from opened import TIME_ZONE, plone


def told(item: Any, site: Any) -> dict[str, Any]:
    """Return what Plone says of a news item."""
    root = site.absolute_url()
    return {
        "url": item.absolute_url().replace(root, "SITE"),
        "title": item.title,
        "lead": item.description,
        "published": item.effective_date.toZone(TIME_ZONE).strftime("%Y-%m-%d"),
        "updated": item.modification_date.toZone(TIME_ZONE).strftime("%Y-%m-%d"),
        "section": item.aq_parent.title,
        "html": item.text.output_relative_to(item).replace(root, "SITE"),
        "lead_caption": item.image_caption if item.image else None,
    }


def main() -> None:
    """Do it."""
    with plone() as site:
        found = site.portal_catalog.unrestrictedSearchResults(portal_type="News Item", review_state="published")
        news = [brain._unrestrictedGetObject() for brain in found]
        visible = [item for item in news if item.effective().isPast() and item.expires().isFuture()]
        print(json.dumps([told(item, site) for item in visible]))


main()
