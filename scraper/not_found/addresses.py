"""What an address tells of what is not there: error pages by their names, and addresses that cannot exist.

To learn what a portal answers for what is not there, it is asked for an address that is like an article's but for the
part that names the article: same folder, same ending, same parameters. Two articles whose impossible addresses differ
only in the numbers of their folders (a year, a day) are of one *shape*: what holds for one holds for the other.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from scraper.address_traits import MAX_URL_LENGTH
from scraper.canonical import canonical_key, chooses_content
from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from urllib.parse import SplitResult

# ---------------------------------------------------------------------- error pages by their names
_MISSING_NAME = regex(
    r"(?:(?:page|trang|bao|loi|error|err|http|http-error|custom|status)[-_]?)?(?:404|not[-_]?found|page[-_]?not[-_]?found|"
    r"khong[-_]?(?:tim[-_]?thay|ton[-_]?tai)|trang[-_]?khong[-_]?(?:tim[-_]?thay|ton[-_]?tai)|filenotfound)"
    r"(?:[-_]?(?:error|page|trang|loi|not[-_]?found)){0,2}"
)
_ERROR_NAME = regex(
    r"(?:(?:page|trang|bao|thong[-_]?bao|http|custom|general|generic|app|system|site)[-_]?)?"
    r"(?:errors?|err|loi|pagenotfounderror|oops|exception)(?:[-_]?(?:pages?|trang|message|handler|view|default))?"
)
_FAULT_NAME = regex(
    r"(?:(?:error|err|loi)[-_]?)?(?:50[0-9]|40[0135])(?:[-_]?(?:error|page))?|(?:dang[-_]?)?bao[-_]?tri|maintenance|"
    r"nang[-_]?cap|offline|access[-_]?denied|forbidden|internal[-_]?server[-_]?error"
)
_ERROR_PARAMETERS = frozenset({"aspxerrorpath", "error", "err", "errorcode", "error_code", "requesturl", "statuscode"})
_LOGIN = regex(
    r"_{0,2}(?:(?:wp|user|users|admin)[-_])?(?:log[-_]?in|sign[-_]?in|dang[-_]?nhap|auth(?:enticate|orize)?|sso|account|"
    r"oauth2?|cas)(?:[-_]?(?:form|page))?"
)
# ---------------------------------------------------------------------- the part of an address that names the article
_DIGITS = regex(r"[0-9]{1,30}")
_HEXADECIMAL = regex(r"(?=[0-9-]{0,36}[a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64})")
_ENDING = regex(r"\.[A-Za-z]{2,6}$")
_YEAR = regex(r"(?:19|20)[0-9]{2}")
_LONGEST_DAY = 2  # digits of a number in a folder that may be a day, a month, a page
# Parameters that choose the place where articles are shown; the number in them stays what it is.
_PLACES = regex(
    r"(?:tab|menu|cat|category|cate|chuyenmuc|muc|zone|module|mod|mid|cid|catid|cateid|lang|language|langid|page|pageid|"
    r"site|siteid|sname|sid|portal|portalid|nv|option|view|layout|task|controller|action|type|loai|itemtype|p_p_\w{1,20}|"
    r"groupid|plid)(?:id)?",
    re.IGNORECASE,
)
_NUMBER_LENGTH = 9  # digits: beyond what a portal has articles, within what its database takes for a number
_LONG_SLUG, _WORDS_OF_SLUG = 24, 3  # from which a part of an address is a title


def error_address(url: str) -> Literal["missing", "error"] | None:
    """Tell whether an address is that of an error page by its name, and whether it says that nothing was found.

    One that speaks of the server (``/error/500``, ``/bao-tri``) is none: what leads there is not gone.
    """
    if len(url) > MAX_URL_LENGTH:
        return None
    parts = urlsplit(fold(unquote(url)))
    names = [_ENDING.sub("", one) for one in parts.path.split("/") if one]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(map(_MISSING_NAME.fullmatch, names)):
        return "missing"
    of_errors = any(name in _ERROR_PARAMETERS for name, _ in pairs) or any(map(_ERROR_NAME.fullmatch, names[-2:]))
    if not of_errors:
        return None
    values = [value for _, value in pairs if len(value) <= _LONG_SLUG]
    if any(map(_FAULT_NAME.fullmatch, [*values, *names])):
        return None
    return "missing" if any(map(_MISSING_NAME.fullmatch, [*values, *names])) else "error"


def asks_to_log_in(url: str) -> bool:
    """Tell whether an address is that of a login page: what leads there is not gone but closed.

    Its path says so (``/_login/default.aspx``, ``/wp-login.php``), or what it asks a module for
    (``/index.php?nv=users&op=login``, ``/Default.aspx?ctl=login``).
    """
    parts = urlsplit(fold(unquote(url[:MAX_URL_LENGTH])))
    names = [_ENDING.sub("", one) for one in parts.path.split("/") if one]
    return any(map(_LOGIN.fullmatch, names)) or any(_LOGIN.fullmatch(value) for _, value in parse_qsl(parts.query))


def names_an_article(url: str) -> bool:
    """Tell whether an address has what articles are named by: a title, or a number that is no year and no page."""
    parts = urlsplit(url[:MAX_URL_LENGTH])
    segments = [one for one in unquote(parts.path).split("/") if one]
    last = _ENDING.sub("", segments[-1]) if segments else ""
    values = [value for name, value in parse_qsl(parts.query) if not _PLACES.fullmatch(name)]
    return (
        len(last) > _LONG_SLUG
        or last.count("-") >= _WORDS_OF_SLUG
        or any(len(number) > _LONGEST_DAY for number in _DIGITS.findall(last))
        or any(_DIGITS.fullmatch(value) or len(value) > _LONG_SLUG for value in values)
    )


def is_folder_around(url: str, asked: str) -> bool:
    """Tell whether an address is that of a folder in which another one stands.

    ``/tin-tuc-su-kien/`` or ``/tin-tuc-su-kien.html`` is around ``/tin-tuc-su-kien/hop-giao-ban-416.html``: a section's
    name may be as long as a headline, and is no article's.
    """
    folder = _ENDING.sub("", unquote(urlsplit(url[:MAX_URL_LENGTH]).path).rstrip("/"))
    return len(folder) > 1 and unquote(urlsplit(asked[:MAX_URL_LENGTH]).path).startswith(f"{folder}/")


def is_home_with_query(url: str) -> bool:
    """Tell whether an address is that of a folder with a query: ``/?p=47``, where WordPress leads what it cannot place.

    It may be an article's own address, where a portal gives its articles none by name, and the home page else.
    """
    parts = urlsplit(url[:MAX_URL_LENGTH])
    last = [one for one in unquote(parts.path).split("/") if one][-1:]
    return bool(parts.query) and parts.path[-1:] in {"", "/"} and not any(map(_DIGITS.search, last))


def repeats(url: str, asked: str) -> bool:
    """Tell whether where a redirect leads has in its query the address that was asked for: ``/tim?tu=/tin/1.html``."""
    path = unquote(urlsplit(asked).path).strip("/")
    return bool(path) and path in unquote(urlsplit(url).query)


@dataclass(frozen=True, slots=True)
class Impossible:
    """An address that cannot exist beside an article's, and the shape that it shares with those of other articles."""

    url: str
    shape: str


def impossible_address(url: str) -> Impossible | None:
    """Return the address to ask for instead of an article's, ``None`` where no part of it names the article.

    Always the same for one article's address, so that a replay of stored answers asks for what the crawl asked for.

    Args:
        url: the article's address.
    """
    if len(url) > MAX_URL_LENGTH:
        return None
    parts = urlsplit(url)
    marks = _Marks(parts.hostname or "")
    segments = parts.path.split("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    named = [place for place, (name, value) in enumerate(pairs) if _is_name(name, value)]
    for place in named:
        pairs[place] = (pairs[place][0], marks.instead_of(pairs[place][1]))
    last = max((place for place, one in enumerate(segments) if one), default=None)
    in_path = last is not None and (not named or not _is_script(segments[last]))
    if last is not None and in_path:
        segments[last] = marks.instead_of(segments[last])
        for place in range(last):
            if _is_number_of_an_article(segments[place]):
                segments[place] = marks.number(len(segments[place]))
    elif not named:
        return None
    made = parts._replace(path="/".join(segments), query=_query(parts, pairs, changed=bool(named)), fragment="")
    return Impossible(made.geturl(), _shape(made, last))


def same_program(shape: str, other: str) -> bool:
    """Tell whether two shapes are of one program that shows articles: they differ in numbers of the query at most.

    ``chi-tiet.aspx?CateID=1&ItemID=9`` and ``chi-tiet.aspx?CateID=3&ItemID=9`` are answered by one page of ASP.NET: a
    fault that it has is no fault of section 3. A folder is not that sure, and a word may name another program.
    """
    return shape == other or _program(shape) == _program(other)


def _program(shape: str) -> tuple[str, str]:
    path, _, query = shape.partition("?")
    return path, _DIGITS.sub("N", query)


def _is_name(name: str, value: str) -> bool:
    """Tell whether a parameter may be what names the article: a number, a title, an id."""
    if not chooses_content(name, value) or _PLACES.fullmatch(name):
        return False
    return bool(_DIGITS.search(value)) or len(value) > _LONG_SLUG or value.count("-") >= _WORDS_OF_SLUG


def _is_script(segment: str) -> bool:
    """Tell whether the last part of a path is the program that shows articles (``xem-tin.php``, ``Default.aspx``)."""
    return bool(_ENDING.search(segment)) and not _DIGITS.search(segment)


def _is_number_of_an_article(segment: str) -> bool:
    """Tell whether a folder is a number that is no year, month, day or page: there the slug behind it is for people."""
    return bool(_DIGITS.fullmatch(segment)) and len(segment) > _LONGEST_DAY and not _YEAR.fullmatch(segment)


def _query(parts: SplitResult, pairs: list[tuple[str, str]], *, changed: bool) -> str:
    return urlencode(pairs, quote_via=quote, safe="/:,") if changed else parts.query


def _shape(made: SplitResult, last: int | None) -> str:
    """Return an impossible address without what differs from one article to the next: numbers of its folders."""
    segments = made.path.split("/")
    folders = [_DIGITS.sub("N", one) for one in segments[:last]]
    path = "/".join([*folders, *segments[last if last is not None else 0 :]])
    return canonical_key(made._replace(path=path).geturl())


class _Marks:
    """Words and numbers that no portal has, the same for every address of a host."""

    def __init__(self, host: str) -> None:
        seed = int(hashlib.sha256(f"congtin impossible {host}".encode()).hexdigest(), 16)
        letters = "bcdghklmnpqrstvx"  # no word can be made of them
        self.slug = "congtin-" + "".join(letters[(seed >> 4 * place) % 16] for place in range(10))
        self._number = 900_000_000 + seed % 99_999_989
        self._hexadecimal = hashlib.sha256(f"congtin {host}".encode()).hexdigest()

    def number(self, length: int) -> str:
        """Return a number that is no article's: nine digits, or as many as the one it stands for if that has more."""
        return str(self._number) + "7" * (length - _NUMBER_LENGTH)

    def instead_of(self, name: str) -> str:
        """Return what to ask for in place of what names an article; its form stays (``post123.html``, a GUID)."""
        ending = _ENDING.search(name)
        stem, end = (name[: ending.start()], ending.group()) if ending else (name, "")
        path, slash, stem = stem.rpartition("/")  # ``op=news/title-12``
        path += slash
        if _HEXADECIMAL.fullmatch(stem.lower()):
            digits = iter(self._hexadecimal)
            return path + "".join("-" if one == "-" else next(digits) for one in stem) + end
        words = stem.split("-") if "-" in stem else stem.split("_")
        first = [words[0]] if _DIGITS.fullmatch(words[0]) else []  # ``123-title-of-2024``
        numbered = next((one for one in [*first, *reversed(words)] if _DIGITS.search(one)), None)
        if numbered is None:
            return path + self.slug + end
        *_, number = _DIGITS.finditer(numbered)
        changed = numbered[: number.start()] + self.number(len(number.group())) + numbered[number.end() :]
        if len(words) == 1:
            return path + changed + end
        is_first = words[0] is numbered
        return path + (f"{changed}-{self.slug}" if is_first else f"{self.slug}-{changed}") + end
