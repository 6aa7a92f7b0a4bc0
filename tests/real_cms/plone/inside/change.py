"""Runs in Plone's environment: an edit, an article with an old date, one taken away; what to do comes as JSON."""

from __future__ import annotations

from opened import given, plone
from writing import date, write_news


def main() -> None:
    """Do it."""
    from plone.app.textfield.value import RichTextValue
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    plan = given()
    with plone() as site:
        section, name = plan["edit"]["path"]
        edited = site[section][name]
        published = edited.effective_date.strftime("%Y-%m-%d %H:%M:%S")
        edited.text = RichTextValue(edited.text.raw + plan["edit"]["addition"], "text/html", "text/x-html-safe")
        notify(ObjectModifiedEvent(edited))
        date(edited, published, plan["edit"]["modified"])
        write_news(site, plan["add"])
        section, name = plan["delete"]["path"]
        site[section].manage_delObjects([name])


main()
