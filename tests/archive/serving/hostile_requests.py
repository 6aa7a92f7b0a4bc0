# ruff: noqa: E501  lists of what is sent, a line for what belongs together
"""Requests that no reader sends: bytes as they go over the wire, of some four hundred kinds.

Each kind is a fault of its own (a place in the request and what stands there), not the same fault with other letters.
Some are no HTTP; some are HTTP that a web server before us might read in another way; most are addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

TABLES = ("articles", "official_mentions", "people", "captures", "article_list")
PAGES = ("/", "/search?q=", "/people?q=", "/archive", "/archive/articles", "/compare/1?from=", "/cite/1.bib?revision=")


@dataclass(frozen=True)
class Kind:
    """What is wrong, in words, and the bytes that are sent."""

    name: str
    sent: bytes


def get(target: str, *headers: str, version: str = "1.1", method: str = "GET", body: bytes = b"") -> bytes:
    lines = [f"{method} {target} HTTP/{version}", "Host: 127.0.0.1", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def kinds() -> list[Kind]:
    """Every kind."""
    found = [*_values(), *_names(), *_paths(), *_framing(), *_heads(), *_amounts(), *_sql(), *_numbers()]
    assert len({kind.name for kind in found}) == len(found)
    return found


_VALUES = {
    "nothing": "", "a blank": "+", "NUL": "%00", "NULs": "%00" * 500, "half a percent": "%", "a false percent": "%zz",
    "invalid UTF-8": "%ff%fe%80", "an overlong slash": "%c0%af", "a surrogate": "%ed%a0%80", "four bytes": quote("𠀀"),
    "half a character": "%e1%bb", "a BOM": "%ef%bb%bf", "UTF-7": "%2BADw-script%2BAD4-", "CR LF": "a%0d%0aSet-Cookie:x=1",
    "right to left": quote("\u202egpj.exe"), "combining marks": quote("a" + "\u0301" * 300), "zero width": quote("\u200b"),
    "quotes": "%22%27%60", "one quote": "%22", "an asterisk": "*", "many asterisks": "*" * 150, "NEAR": "NEAR(a+b,99999)",
    "a bomb of ORs": "+OR+".join(["a"] * 45), "a bomb of NOTs": "NOT+" * 45 + "a", "brackets": "(" * 190,
    "closing brackets": ")" * 190, "a column": "title:a", "a caret": "%5Ea", "AND": "AND", "minuses": "-" * 190,
    "LIKE": "%25" * 190, "a pattern": "%25a" * 45, "underscores": "_" * 190, "one letter": "a", "a long word": "a" * 199,
    "a very long word": "a" * 7000, "deep JSON": "[" * 2000, "deep objects": "%7B%22a%22:" * 500, "a JSON of objects": "[%7B%7D]",
    "NaN": "NaN", "infinity": "1e999", "minus one": "-1", "zero": "0", "2^63": "9223372036854775808", "2^64": "18446744073709551616",
    "forty digits": "1" * 40, "4,400 digits": "7" * 4400, "a float": "1.5", "Thai digits": quote("๑๒"), "superscripts": quote("²"), "hex": "0x10",
    "a template": "%7B%7B7*7%7D%7D", "a path": "../../../../etc/passwd", "a URL": "http://127.0.0.1:1/", "markup": quote("<b>x"),
    "$null": "$null", "commas": "," * 300, "tildes": "~00~ff~", "a comment": "--+", "a semicolon": ";drop+table+articles",
}  # fmt: skip
_PARAMETERS = ("_search", "_sort", "_next", "_size", "_facet", "title__in", "id__gt", "title__contains", "title__glob")


def _values() -> Iterator[Kind]:
    """Each value in the search, and each in turn at one of the places where Datasette reads parameters."""
    for number, (name, value) in enumerate(_VALUES.items()):
        yield Kind(f"{name} in a search", get(f"/search?q={value}"))
        for step in range(3):
            parameter = _PARAMETERS[(number * 3 + step) % len(_PARAMETERS)]
            yield Kind(f"{name} in {parameter}", get(f"/archive/articles.json?{parameter}={value}"))
    for name in ("2^63", "2^64", "forty digits", "4,400 digits", "superscripts", "Thai digits"):
        for parameter in ("id__gt", "id__lte", "published_year", "_facet_size", "_ttl", "_timelimit", "_next"):
            for table in ("articles", "article_list.json"):
                yield Kind(f"{name} in {parameter} of {table}", get(f"/archive/{table}?{parameter}={_VALUES[name]}"))
    for name in ("NUL", "minus one", "2^63", "invalid UTF-8", "forty digits", "superscripts", "nothing", "markup"):
        for page in PAGES:
            yield Kind(f"{name} after {page}", get(page + ("?x=" if "?" not in page else "") + _VALUES[name]))


def _names() -> Iterator[Kind]:
    """Parameters that there are not, or that are Datasette's own business."""
    through = quote(json.dumps({"table": "captions", "column": "article", "value": "1"}))
    names = [
        "_where=1=1", "_through=" + through, "_through=[[", "_facet_array=title", "_facet_date=published", "_facet_m2m=x",
        "_trace=1", "_ttl=99999999", "_timelimit=1", "_timelimit=x", "_searchmode=raw&_search=%22", "_search_title=a",
        "_search_nope=a", "_shape=object", "_shape=nope", "_shape=arrays", "_shape=arrayfirst", "_json=title", "_col=nope",
        "_col=title", "_nocol=published", "_nocol=id", "_label=nope", "_labels=maybe", "_sort_by_desc=on", "_sort=id&_sort_desc=id",
        "_filter_column=nope&_filter_op=nope&_filter_value=x", "_filter_column=&_filter_op=exact", "_filter_op=exact",
        "_extras=foreign_key_tables", "_extra=columns", "nope=1", "nope__nope=1", "__=1", "__exact=1", "title__=1", "=1", "&&&",
        "title__arraycontains=x", "title__date=x", "id__isnull=2", "%5Btitle%5D__exact=1", "ti%22tle__exact=1", "title__exact",
        "_facet_size=max", "_facet_size=-1", "_facet_size=x", "_facet=nope", "_facet=text", "_nl=on&_shape=array", "sql=select+1",
        "_size=max", "_size=1001", "_next=a,b,c", "_next=~00,1", "_json_infinity=1", "_callback=alert", "callback=alert", "jsonp=1",
    ]  # fmt: skip
    for name in names:
        for table in ("articles", "tenures"):
            yield Kind(f"{table} with {name[:60]}", get(f"/archive/{table}.json?{name}"))


def _paths() -> Iterator[Kind]:
    paths = [
        "//evil.example/", "//evil.example/%2e%2e/", "/\\evil.example", "/..;/archive", "/archive/..;/-/settings", "/%2e%2e/", "/../../etc/passwd",
        "/archive%2Farticles", "/archive/articles%2F1", "/archive%5Carticles", "/archive/articles/%2e%2e", "/archive;x=1/articles", "/%00",
        "/archive/articles%00", "/archive/articles/%00", "/archive/~00", "/archive/~ff~fe", "/archive/articles/~", "/archive/articles/~zz", "/%ff%fe",
        "/archive/articles/-1", "/archive/articles/9223372036854775809", "/archive/articles/" + "9" * 300, "/archive/articles/1,2,3", "/archive/articles/,",
        "/archive/captions/1", "/archive/articles/x", "/archive/articles/1.blob?_blob_column=text", "/archive/articles/1.blob", "/archive.db", "/archive.DB",
        "/~61rchive.db", "/~61rchive/articles", "/ARCHIVE", "/archive/ARTICLES", "/_internal", "/_internal/databases", "/_memory", "/:memory:", "/_memory?sql=select+1",
        "/-/", "/-/settings", "/-/settings.json", "/-/%73ettings", "/-/settings/", "/-/databases.json", "/-/plugins?all=1", "/-/threads.json", "/-/actor.json",
        "/-/permissions", "/-/allow-debug", "/-/messages", "/-/logout", "/-/auth-token?token=x", "/-/patterns", "/-/config", "/-/metadata.json",
        "/-/static/", "/-/static/../../app.py", "/-/static/%2e%2e/app.py", "/-/static/..%2f..%2fapp.py", "/-/static/nope", "/-/static-plugins/congtin/../x", "/-/static//etc/passwd",
        "/-/static/app.css%00", "/-/static-plugins/nope/x.css", "/archive/articles_fts", "/archive/articles_fts_data.json", "/archive/sqlite_master", "/archive/frontier",
        "/archive/former_readings.csv", "/archive/_sqlite_migrations", "/stored/1", "/stored/-1", "/stored/99999999999999999", "/compare/1", "/compare/x", "/compare/-1",
        "/cite/1.exe", "/cite/1", "/cite/1.bib", "/cite/9999999999999999.ris", "/archive.csv", "/archive.csv?sql=select+1", "/archive.json?sql=select+1", "/nope.csv",
        "/archive/articles.exe", "/archive/articles.json.csv", "/archive/articles.", "/.", "/archive/.", "/.git/config", "/favicon.ico", "/robots.txt", "/server-status",
        "/" + "a" * 1900, "/" + "a" * 3000, "/" + "a/" * 900, "/" + "%41" * 600, "*", "archive", "http://evil.example/archive", "/?", "/??", "/#x",
    ]  # fmt: skip
    for path in paths:
        yield Kind(f"path {path[:70]} ({len(path)})", get(path))


def _framing() -> Iterator[Kind]:
    """What a web server before us may read otherwise (request smuggling), and what is no HTTP at all."""
    inner = b"GET /-/settings HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    chunk = b"0\r\n\r\n" + inner
    lengths = [f"Content-Length: {len(inner)}", "Content-Length: 0"]
    both = ["Transfer-Encoding: chunked", f"Content-Length: {len(inner)}"]
    for method in ("GET", "POST"):
        yield Kind(f"{method} with a body", get("/", lengths[0], method=method, body=inner))
        yield Kind(f"{method} with two lengths", get("/", *lengths, method=method, body=inner))
        yield Kind(f"{method} chunked with a length", get("/", *both, method=method, body=chunk))
        for words in ("Transfer-Encoding: xchunked", "Transfer-Encoding : chunked", "Transfer-Encoding: chunked, identity",
                      "Transfer-Encoding:\tchunked", "Content-Length: +5", "Content-Length: -5", "Content-Length: 5x",
                      "Content-Length: 99999999999999999999", "Content-Length: 5, 5", "Expect: 100-continue",
                      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"):  # fmt: skip
            yield Kind(f"{method} with {words!r}", get("/", words, method=method, body=chunk))
        yield Kind(
            f"{method} in chunks of a false size", get("/", both[0], method=method, body=b"fffffffffffffffff\r\nx")
        )
    for method in (
        "HEAD",
        "OPTIONS",
        "PUT",
        "DELETE",
        "PATCH",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "get",
        "DATA",
        "X" * 500,
    ):
        yield Kind(f"method {method[:20]}", get("/archive/articles", method=method))
        yield Kind(f"method {method[:20]} on a page of ours", get("/search?q=a", method=method))
    yield Kind("two requests at a time", inner.replace(b"/-/settings", b"/") * 2)
    yield Kind("two hundred requests at a time", b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
    garbage = {"nothing": b"\r\n\r\n", "one letter": b"x\r\n\r\n", "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
               "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/0.9": b"GET /\r\n\r\n", "NULs": bytes(3000),
               "letters without end": b"a" * 100_000, "a lone CR": b"GET / HTTP/1.1\rHost: localhost\r\r",
               "bare LF": b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n", "HTTP/9.9": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
               "blanks": b"GET  /  HTTP/1.1\r\nHost: localhost\r\n\r\n", "tabs": b"GET\t/\tHTTP/1.1\r\nHost: localhost\r\n\r\n",
               "raw bytes": b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.0 without Host": b"GET / HTTP/1.0\r\n\r\n",
               "HTTP/1.1 without Host": b"GET / HTTP/1.1\r\n\r\n", "a folded header": b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n",
               "raw bytes in the query": b"GET /search?q=\xe1\xbb\x81 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"}  # fmt: skip
    for name, sent in garbage.items():
        yield Kind(f"no HTTP: {name}", sent)


def _heads() -> Iterator[Kind]:
    headers = {
        "another host": "Host: evil.example", "two hosts": "Host: localhost", "a host with a slash": "Host: a/../b",
        "a long cookie": "Cookie: a=" + "b" * 8000, "a false cookie": "Cookie: ds_actor=x; ds_messages=%%%;;;=",
        "a cookie of quotes": 'Cookie: a="\\"\\\\', "a token": "Authorization: Bearer dstok_x", "basic": "Authorization: Basic " + "A" * 4000,
        "a range": "Range: bytes=0-1", "a hundred ranges": "Range: bytes=" + ",".join(f"{n}-{n}" for n in range(100)), "a false range": "Range: bytes=9-1,-,x",
        "an upgrade": "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13",
        "HTTP/2 by upgrade": "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ", "another path": "X-Original-URL: /-/settings\r\nX-Rewrite-URL: /-/settings",
        "a false proxy": "X-Forwarded-For: 1.2.3.4, ,,\r\nX-Forwarded-Proto: javascript\r\nForwarded: for=_x", "another method": "X-HTTP-Method-Override: DELETE",
        "a script as referrer": "Referer: javascript:alert(1)", "markup as agent": "User-Agent: <script>alert(1)</script>", "a bomb as agent": "User-Agent: ${jndi:ldap://127.0.0.1/}",
        "an origin": "Origin: https://evil.example", "a preflight": "Origin: null\r\nAccess-Control-Request-Method: PUT", "bytes": "X-A: \xff\xfe", "an empty name": ": x",
        "a name with a blank": "X A: x", "NUL": "X-A: a\0b", "many encodings": "Accept-Encoding: " + ",".join(["gzip;q=0.1"] * 500), "no type": "Accept: nope/nope",
        "a stale page": "If-Modified-Since: x\r\nIf-None-Match: *", "a hundred headers": "\r\n".join(f"X-{n}: {n}" for n in range(100)),
        "ten thousand headers": "\r\n".join(f"X-{n}: {n}" for n in range(10_000)), "a long header": "X-A: " + "a" * 100_000, "a long name": "X" * 15_000 + ": a",
    }  # fmt: skip
    for name, header in headers.items():
        yield Kind(f"header: {name}", get("/archive/articles.json", header))
        yield Kind(f"header on a file: {name}", get("/-/static-plugins/congtin/site.css", header))


def _amounts() -> Iterator[Kind]:
    filters = "&".join(f"title__contains={n}" for n in range(10_000))
    yield Kind("ten thousand filters", get(f"/archive/articles?{filters}"))
    yield Kind("a hundred filters", get("/archive/articles?" + "&".join(f"id__gt={n}" for n in range(99))))
    yield Kind("twenty patterns", get("/archive/articles?" + "&".join(f"text__glob=*{n}*a*b*" for n in range(20))))
    yield Kind("fifty facets", get("/archive/articles?" + "_facet=title&" * 50))
    yield Kind("five facets of texts", get("/archive/official_mentions?" + "&".join(f"_facet={c}" for c in ("sentence", "name", "titles", "roles", "day"))))  # fmt: skip
    yield Kind("a thousand values", get("/archive/articles?id__in=" + ",".join("1" for _ in range(450))))
    for table in TABLES:
        for words in ("_size=max", "_size=max&_shape=array", "_size=max&_labels=on", "_sort=id&_size=0"):
            yield Kind(f"{table}: {words}", get(f"/archive/{table}.json?{words}"))
        yield Kind(f"{table}: the largest page", get(f"/archive/{table}?_size=max&_view=table"))
        yield Kind(f"{table} as CSV", get(f"/archive/{table}.csv?_stream=on&_labels=on"))
    yield Kind("page a million of a search", get("/search?q=a&page=1000000"))
    yield Kind("page 2^63 of the people", get("/people?q=a&page=9223372036854775808"))


def _sql() -> Iterator[Kind]:
    queries = [
        "select hex(zeroblob(300000000))", "select zeroblob(900000000)", "select group_concat(a.text) from articles a, articles b, articles c",
        "with recursive n(i) as (select 1 union all select i+1 from n) select max(i) from n", "select printf('%900000000d', 1)",
        "with recursive n(i) as (select 1 union all select i+1 from n) select hex(zeroblob(1000000)) from n", "select replace(hex(zeroblob(9999)), '0', hex(zeroblob(9999)))",
        "select load_extension('x')", "select readfile('/etc/passwd')", "attach database '/tmp/x' as x", "pragma database_list", "select * from pragma_database_list",
        "select * from sqlite_master", "explain select 1", "select 1; select 2", "delete from articles", "select randomblob(900000000)", "select like('" + "%a" * 200 + "', text) from articles",
    ]  # fmt: skip
    for query in queries:
        yield Kind(f"SQL: {query[:90]}", get("/archive.json?sql=" + quote(query)))
        yield Kind(
            f"SQL as a parameter: {query[:90]}", get("/archive/search_articles.json?words=" + quote(query[:150]))
        )


def _numbers() -> Iterator[Kind]:
    for query, name in (
        ("where_a_row_stands", "id"),
        ("coverage_by_month", "portal"),
        ("captures_of_an_address", "url"),
        ("posts_of_a_person", "name"),
    ):
        for value in ("NUL", "2^63", "quotes", "a semicolon", "LIKE", "invalid UTF-8"):
            yield Kind(f"{value} for {query}", get(f"/archive/{query}.json?{name}={_VALUES[value]}"))
