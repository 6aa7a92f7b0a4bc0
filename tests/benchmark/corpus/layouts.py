"""How ten systems lay out their portals: addresses, what their servers say, what changes from answer to answer.

Addresses and mark-up follow the facts on the systems of Vietnamese agencies (``shared/domain/portals.md``) and the
portals of :mod:`tests.sites`; the mark-up is in ``templates/``, a file a layout. In the patterns ``{id}``, ``{slug}``
and ``{section}`` are an article's, ``{page}`` is a number from 2 on; the first page of a list is ``section``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Layout:
    """A system.

    Attributes:
        name: that of its template.
        article: address of an article.
        section: address of the first page of a section's list.
        page: address of a further one.
        per_page: articles that a list shows.
        feed: address of a section's feed, if there is one.
        sitemap: what ``/sitemap.xml`` names.
        validator: what the server sends for a page to be asked for again by; most systems send nothing.
        view_state: share of a page's padding that is ``__VIEWSTATE``.
        cookie: name of the session's cookie, another one in each answer.
        server: the header of that name.
    """

    name: str
    article: str
    section: str
    page: str
    per_page: int = 10
    feed: str = ""
    sitemap: Literal["all", "newest", "none"] = "none"
    validator: Literal["ETag", "Last-Modified", "none"] = "none"
    view_state: float = 0.0
    cookie: str = ""
    server: str = "nginx"


LAYOUTS = (
    Layout("nukeviet", "/vi/news/{section}/{slug}-{id}.html", "/vi/news/{section}/", "/vi/news/{section}/page-{page}/",
           feed="/vi/news/rss/{section}/", sitemap="newest", cookie="nv4_sess"),
    Layout("webforms", "/tin-tuc/{section}/{slug}/{id}.aspx", "/chuyen-muc/{section}.aspx",
           "/chuyen-muc/{section}.aspx?page={page}", 12, view_state=0.85, cookie="ASP.NET_SessionId",
           server="Microsoft-IIS/10.0"),
    Layout("sharepoint", "/Pages/chi-tiet-tin.aspx?ItemID={id}&CategoryId={section}",
           "/Pages/chuyen-muc.aspx?CategoryId={section}", "/Pages/chuyen-muc.aspx?CategoryId={section}&page={page}",
           feed="/rss/{section}.rss", view_state=0.5, server="Microsoft-IIS/8.5"),
    Layout("liferay", "/web/{host}/{section}/-/asset_publisher/Fv7oQ2aXkT3c/content/{slug}-{id}",
           "/web/{host}/{section}",
           "/web/{host}/{section}?_101_INSTANCE_Fv7oQ2aXkT3c_cur={page}", 15, cookie="JSESSIONID", server="Apache"),
    Layout("vnpt", "/1256/28424/{section}/{id}/{slug}", "/1256/28424/{section}", "/1256/28424/{section}?page={page}",
           12, sitemap="all", cookie="JSESSIONID"),
    Layout("hatinh", "/xa/portal/read/{section}/tintuc/{slug}-{id}.html", "/xa/portal/folder/{section}",
           "/xa/portal/folder/{section}/{page}.html", 12, cookie="session_id_xa", server="Apache/2.4"),
    Layout("laravel", "/chi-tiet-tin/{slug}-{id}", "/loai-tin/{section}", "/loai-tin/{section}?page={page}",
           feed="/rss-feed/{section}", cookie="XSRF-TOKEN"),
    Layout("wordpress", "/{slug}-{id}/", "/category/{section}/", "/category/{section}/page/{page}/",
           feed="/category/{section}/feed/", sitemap="all", server="LiteSpeed"),
    Layout("joomla", "/index.php/{section}/{id}-{slug}", "/index.php/{section}", "/index.php/{section}?start={start}",
           9, feed="/index.php/{section}?format=feed&type=rss", validator="ETag", server="Apache"),
    Layout("dnn", "/{section}/chi-tiet/id/{id}/{slug}", "/{section}", "/{section}?PageIndex={page}", 10, view_state=0.7,
           sitemap="all", validator="Last-Modified", cookie=".ASPXANONYMOUS", server="Microsoft-IIS/10.0"),
)  # fmt: skip
