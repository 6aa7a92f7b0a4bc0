"""Answers that stand before a page to keep robots out: captchas, and the checks of firewalls for web applications.

congtin is a robot and says so. Whoever checks for robots has said what he wants, so such an answer is a refusal: it is
not solved, not in a browser either. The marks are those that the makers' own pages have. A page with a captcha in the
form of its comments is none: there is something else to read on it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.shell import visible_text
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

CHALLENGE_REASON = (
    "the portal checks for robots before it shows a page (captcha or firewall), and congtin does not get around that; "
    "ask its administrators to let congtin's user agent in"
)

_HEAD = 200_000  # bytes that are looked at
_MOST_TEXT = 600  # characters of visible text of a check, its hints and numbers included
_HEADERS = {
    "cf-mitigated": ("challenge",),  # Cloudflare
    "x-amzn-waf-action": ("challenge", "captcha"),  # AWS WAF
}
_MOST_LINKS = 4  # of a firewall's page; one of the portal has its menu
_LINK = regex(rb"<a\s[^<>]{0,500}?href\s{0,9}=", re.IGNORECASE)
_MARKS = regex(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/h/[a-z]/orchestrate|"  # Cloudflare (its jsd script is on every page)
    rb"_Incapsula_Resource|Incapsula incident ID|"  # Imperva
    rb"sucuri_cloudproxy_js|"  # Sucuri
    rb"/\.well-known/ddos-guard/|"  # DDoS-Guard
    rb"awsWafCookieDomainList|AwsWafIntegration|"  # AWS WAF
    rb"captcha-delivery\.com|"  # DataDome
    rb"\bpx-captcha\b|"  # HUMAN
    rb"/_sec/cp_challenge/|\bbm-verify=|"  # Akamai
    rb"/TSPD/[0-9a-f]{8}|"  # F5
    rb"\bacw_sc__v[23]\b",  # Alibaba Cloud
    re.IGNORECASE,
)
_WORDS = regex(
    r"checking (?:your browser|if the site connection is secure)|(?:verify|verifying|confirm|prove) (?:that )?you"
    r"(?:'re|’re| are) (?:a )?(?:human|not a (?:ro)?bot)|(?:kiểm tra|xác minh|xác thực) trình duyệt|"
    r"không phải (?:là )?(?:người máy|rô ?-?bốt|robot|máy tự động)",
    re.IGNORECASE,
)


def is_challenge(body: bytes, headers: Iterable[tuple[str, str]] = ()) -> bool:
    """Tell whether an answer is a check for robots.

    Args:
        body: the answer's body without content encoding.
        headers: its headers.
    """
    for name, value in headers:
        if value.strip().lower() in _HEADERS.get(name.lower(), ()):
            return True
    text = visible_text(body)
    if len(text) > _MOST_TEXT:
        return False
    return bool(_MARKS.search(body[:_HEAD])) or (bool(_WORDS.search(text)) and has_few_links(body))


def has_few_links(body: bytes) -> bool:
    """Tell whether a page has no more links than a firewall's own: help, terms, back.

    Args:
        body: the page as sent, without content encoding.
    """
    return next(islice(_LINK.finditer(body[:_HEAD]), _MOST_LINKS, None), None) is None
