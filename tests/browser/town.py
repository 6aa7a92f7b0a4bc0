"""A portal whose pages are shells: a script fills them with what it fetches from the portal's own interface."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from tests.portals.server import Answering, Reply
from tests.portals.stories import SECTIONS, Story, stories

SHELL = (
    "<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>Cổng thông tin điện tử</title>"
    '<link rel="stylesheet" href="/assets/app.css"><script src="/assets/app.js" defer></script></head>'
    '<body><noscript>Vui lòng bật JavaScript để xem trang.</noscript><div id="app"></div></body></html>'
)
# Waits for its style sheet as Vite's preloading does, takes routes from the address, links by plain addresses.
APP = """
const get = async path => (await fetch(path, {headers: {"X-Requested-With": "XMLHttpRequest"}})).json();
const esc = text => { const box = document.createElement("i"); box.textContent = text; return box.innerHTML; };
const menu = sections => "<nav><ul>" + sections.map(s => `<li><a href="/${s.slug}">${esc(s.name)}</a></li>`).join("")
  + "</ul></nav>";
const list = items => "<ul class=news>" + items.map(a => `<li><h3><a href="/${a.section}/${a.slug}">${esc(a.title)}</a>`
  + `</h3><p>${esc(a.lead)}</p></li>`).join("") + "</ul>";
async function show() {
  const sections = (await get("/api/sections"));
  const parts = location.pathname.split("/").filter(Boolean);
  let main = "";
  if (parts.length === 2) {
    const a = await get("/api/articles/" + parts[1]);
    document.title = a.title;
    main = `<article><h1>${esc(a.title)}</h1><p class=date>${a.stamp}</p><p class=sapo><b>${esc(a.lead)}</b></p>`
      + `<img src="${a.picture}" onerror="this.src='/no-image.png'"><p class=caption><i>${esc(a.caption)}</i></p>`
      + a.paragraphs.map(p => `<p>${esc(p)}</p>`).join("") + "</article>";
  } else {
    const page = new URLSearchParams(location.search).get("page") || "1";
    const found = await get("/api/articles?section=" + (parts[0] || "") + "&page=" + page);
    main = (parts[0] ? `<h1>${esc(parts[0])}</h1>` : "") + list(found.items)
      + (found.next ? `<div class=pagination><a href="/${parts[0]}?page=${found.next}">Trang sau</a></div>` : "");
  }
  document.getElementById("app").innerHTML = menu(sections) + "<main>" + main + "</main>";
}
const style = document.querySelector("link[rel=stylesheet]");
const started = style.sheet ? Promise.resolve() : new Promise((yes, no) => { style.onload = yes; style.onerror = no; });
started.then(show);
"""
_PER_PAGE = 4


def shell(body: str = SHELL) -> Reply:
    """A page as every address of such a portal answers; its ETag stays, whatever its news are."""
    return Reply(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"}, conditional=True)


def data(value: object) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False).encode(), headers={"Content-Type": "application/json"})


@dataclass
class ScriptTown:
    """``count`` articles in the usual sections, four of them a page of a list."""

    count: int = 20
    articles: list[Story] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.articles = self.articles or stories(self.count)

    def path(self, story: Story) -> str:
        return f"/{story.section}/{story.slug}"

    def pages(self) -> dict[str, Answering]:
        found: dict[str, Answering] = {"/": shell()}
        found["/assets/app.js"] = Reply(APP.encode(), headers={"Content-Type": "text/javascript; charset=utf-8"})
        found["/api/sections"] = data([{"slug": slug, "name": name} for slug, name in SECTIONS.items()])
        found["/api/articles?section=&page=1"] = data({"items": [_entry(one) for one in self.articles[:3]]})
        for section in SECTIONS:
            of_section = [one for one in self.articles if one.section == section]
            for number, start in enumerate(range(0, max(len(of_section), 1), _PER_PAGE), start=1):
                more = number + 1 if start + _PER_PAGE < len(of_section) else None
                items = [_entry(one) for one in of_section[start : start + _PER_PAGE]]
                found[f"/{section}" + (f"?page={number}" if number > 1 else "")] = shell()
                found[f"/api/articles?section={section}&page={number}"] = data({"items": items, "next": more})
        for story in self.articles:
            found[self.path(story)] = shell()
            found[f"/api/articles/{story.slug}"] = data(_article(story))
        return found


def _entry(story: Story) -> dict[str, str]:
    return {"section": story.section, "slug": story.slug, "title": story.title, "lead": story.paragraphs[0]}


def _article(story: Story) -> dict[str, object]:
    return _entry(story) | {
        "stamp": story.published,
        "picture": f"/anh/{story.slug}.jpg",
        "caption": f"Ảnh: {story.title}",
        "paragraphs": story.paragraphs[1:],
    }
