"""Runs in Plone's environment: opens the instance of the present folder for a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TIME_ZONE = "Asia/Ho_Chi_Minh"


@contextmanager
def plone(title: str | None = None) -> Iterator[Any]:
    """Give a script the Plone site as its manager has it, and commit what the script has done.

    With a ``title`` the site is made first.
    """
    import transaction
    import Zope2
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from Products.CMFPlone.factory import addPloneSite
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    from zope.globalrequest import setRequest
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi("etc/zope.conf")
    application = makerequest(Zope2.app())
    newSecurityManager(None, system.__of__(application.acl_users))
    setRequest(application.REQUEST)
    if title:
        addPloneSite(
            application, "Plone", title=title, setup_content=False, default_language="vi", portal_timezone=TIME_ZONE,
            extension_ids=("plone.app.contenttypes:default", "plonetheme.barceloneta:default"),
        )  # fmt: skip
    site = application["Plone"]
    setSite(site)
    yield site
    transaction.commit()


def given() -> Any:
    """Return what the caller sent as JSON."""
    return json.load(sys.stdin)
