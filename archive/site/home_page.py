"""The home page: what the archive holds, as HTML; what it reads stands in :mod:`archive.site.home`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils import tilde_encode
from datasette.views.index import IndexView
from markupsafe import Markup

from archive.site.access import is_archive
from archive.site.catalogue import say, say_text
from archive.site.formats import day, moment
from archive.site.home import TAKEN, WANTED, Months, read_home
from archive.site.html import filled
from archive.site.metadata import DATABASE
from archive.site.record_chart import drawn_months
from archive.site.sentences import told
from archive.site.table_page import after
from archive.site.wording import is_known, label
from scraper.clock import now, vietnamese_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from datasette.app import Datasette

    from archive.lineage.fate import Fate

_NOTE_LINES = 2


async def home_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/``: what the archive holds; Datasette's own page where there is none.

    Datasette's goes through all tables of all databases, asks of each who may see it and counts its rows; our page
    shows nothing of that. Its JSON stays at ``/.json``.
    """
    if not await is_archive(datasette):
        return await IndexView(datasette).dispatch_request(request)
    await datasette.ensure_permissions(request.actor, ["view-instance"])
    as_json = datasette.absolute_url(request, datasette.urls.path("/.json"))
    context = {
        "home": await datasette.get_database(DATABASE).execute_fn(read_home),
        "metadata": datasette.metadata(),
        "wanted": WANTED,
        "taken": TAKEN,
        "today": vietnamese_day(now()).isoformat(),
        "address": datasette.absolute_url(request, datasette.urls.instance()),
        "alternate_url_json": as_json,
        "articles_chart": partial(_months_chart, datasette),
        "portal_items": partial(_portal_items, datasette),
    }
    page = await datasette.render_template("index.html", context, request=request, view_name="index")
    return Response.html(page, headers={"Link": f'<{as_json}>; rel="alternate"; type="application/json+datasette"'})


def _months_chart(datasette: Datasette, months: Months) -> Markup:
    """Return the chart of articles a month; a year and a month lead to their articles."""
    words = say_text("home-months-chart", first=day(months.first), last=day(months.last))
    articles = datasette.urls.table(DATABASE, "articles")

    def address(span: str) -> str:
        return f"{articles}?published__gte={span}&published__lt={after(span)}"

    return drawn_months(months.counts, words, address)


def _portal_items(datasette: Datasette, portals: Iterable[Mapping[str, Any]], fates: Mapping[str, Fate]) -> Markup:
    """Return the portals as items of a list: how the last crawl went, how many articles, the newest, what became."""
    return Markup("\n").join(
        filled(
            '<li><a href="%s" lang="vi">%s</a> %s<p class="under">%s%s</p>%s</li>',
            _address(datasette, portal["id"]),
            portal["name"],
            _state(portal),
            say("home-portal-articles", n=portal["articles"]),
            _newest(portal),
            _fate(datasette, fates[portal["id"]]) if portal["id"] in fates else _note(portal),
        )
        for portal in portals
    )


def _address(datasette: Datasette, portal: str) -> str:
    return str(datasette.urls.row(DATABASE, "portals", tilde_encode(portal)))


def _fate(datasette: Datasette, fate: Fate) -> Markup:
    """Since when the portal is gone, and which portals followed it."""
    following = Markup(", ").join(
        filled('<a href="%s" lang="vi">%s</a>', _address(datasette, next_one.portal), next_one.name or next_one.portal)
        for next_one in fate.successors
        if next_one.name
    )
    return filled(
        '<p class="under">%s%s</p>',
        say("home-portal-gone-since", day=moment(fate.gone_at)),
        filled("; %s", say("home-portal-followed", portals=following)) if following else "",
    )


def _note(portal: Mapping[str, Any]) -> Markup | str:
    """The first lines of what the last crawl says, where it was not all right."""
    if not portal["note"] or portal["outcome"] == "ok" or portal["gone_at"]:
        return ""
    return filled('<p class="note">%s</p>', told("\n".join(portal["note"].splitlines()[:_NOTE_LINES]), "note"))


def _newest(portal: Mapping[str, Any]) -> Markup | str:
    if not portal["last_published"]:
        return ""
    return filled(" · %s", say("home-portal-newest", day=day(portal["last_published"])))


def _state(portal: Mapping[str, Any]) -> Markup:
    """What the last crawl came to: nothing is said where it was all right, for the list is of what needs a look."""
    outcome = portal["outcome"]
    if portal["gone_at"]:
        return filled('<span class="tag tag-gone">%s</span>', say("home-portal-gone"))
    if outcome is None:
        words = "home-portal-running" if portal["started"] else "home-portal-never"
        return filled('<span class="tag tag-incomplete">%s</span>', say(words))
    called = label(outcome, "outcome") if is_known(outcome, "outcome") else outcome
    return filled('<span class="tag tag-%s">%s</span>', outcome, called)
