"""Runs in Plone's environment: makes the site of the present folder and fills it; the plan comes as JSON."""

from __future__ import annotations

from typing import Any

from opened import given, plone
from writing import add, publish, write_news


def configure(site: Any) -> None:
    """Switch on what a town has: dates under headlines, captions, feeds, a sitemap, a workflow with drafts."""
    from plone.base.interfaces.syndication import ISiteSyndicationSettings
    from plone.registry.interfaces import IRegistry
    from Products.CMFCore.utils import getToolByName
    from zope.component import getUtility

    registry = getUtility(IRegistry)
    for name in ("display_publication_date_in_byline", "enable_sitemap", "image_captioning", "allow_anon_views_about"):
        registry[f"plone.{name}"] = True
    # Menus of sections, not of every article in them.
    registry["plone.displayed_types"] = ("Folder", "Document", "Collection", "Link")
    registry["plone.navigation_depth"] = 1
    feeds = registry.forInterface(ISiteSyndicationSettings, check=False)
    feeds.allowed = feeds.default_enabled = True
    getToolByName(site, "portal_workflow").setDefaultChain("simple_publication_workflow")


def listing(container: Any, title: str) -> None:
    """Let a folder show its news, the newest first, ten a page: what Plone's own news folder does."""
    shown = add(container, "Collection", "tong-hop", title=title)
    shown.query = [
        {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["News Item"]},
        {"i": "path", "o": "plone.app.querystring.operation.string.absolutePath", "v": "/".join(
            ("", *container.getPhysicalPath()[2:])) or "/"},
    ]  # fmt: skip
    shown.sort_on, shown.sort_reversed, shown.item_count = "effective", True, 10
    shown.setLayout("summary_view")
    publish(shown)
    container.setDefaultPage("tong-hop")


def main() -> None:
    """Do it."""
    plan = given()
    with plone(title=plan["title"]) as site:
        configure(site)
        for name, title in plan["sections"].items():
            publish(add(site, "Folder", name, title=title))
            listing(site[name], title)
        for name in ("anh", "van-ban"):  # where editors put pictures and files; nobody is led there
            publish(add(site, "Folder", name, title=name, exclude_from_nav=True))
        for item in plan["news"]:
            write_news(site, item)
        for page in plan["pages"]:
            publish(add(site, "Document", page["name"], title=page["title"], html=page["html"]))
        listing(site, plan["title"])


main()
