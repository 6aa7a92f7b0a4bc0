"""Judging a page that came whole: a list for machines, an article, a list of articles, or nothing of the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import canonical_key
from scraper.extract.block_pages import BLOCKED_REASON, is_block_page
from scraper.extract.challenge import CHALLENGE_REASON, is_challenge
from scraper.extract.shell import SHELL_REASON, is_script_shell
from scraper.items import Article, Problem
from scraper.languages import text_language, unwanted
from scraper.list_answers import list_result, script_answer
from scraper.not_found.words import LONGEST_NOTICE, NOTHING_IS_THERE
from scraper.page_reading import PageToRead
from scraper.patterns import regex
from scraper.redirects import LEADS_HOME, REDIRECT_PRIORITY, sends_home
from scraper.store import KEPT_KINDS, FoundLink, PageResult

if TYPE_CHECKING:
    from scraper.discovery import Discovery
    from scraper.extract.template import Template
    from scraper.page_reading import PageRead
    from scraper.store import Answer, Target

NO_PAGES = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/msword",
             "application/vnd.", "application/octet-stream", "text/css", "text/javascript",
             "application/javascript")  # fmt: skip
_JSON = regex(r"application/(?:[\w.-]{1,40}\+)?json\b|text/json\b")


def before_reading(target: Target, answer: Answer, discovery: Discovery, template: Template) -> PageResult | PageToRead:
    """Return what an answer with status 200 and a whole body comes to, or the page that has to be read for that.

    Args:
        target: the address that was asked for.
        answer: what came back, its body decoded.
        discovery: decides on the links.
        template: what the portal's articles are known to share.
    """
    listed = list_result(target, answer, discovery)
    if listed is not None:
        return listed
    content_type = (answer.header("Content-Type") or "").lower()
    if _JSON.match(content_type):
        return script_answer(target, answer, discovery)
    if content_type.startswith(NO_PAGES):
        return _no_page(target, answer, discovery, content_type)
    return PageToRead(
        answer.body,
        answer.url,
        {name: value for name, value in answer.headers if name.lower() == "content-type"},
        discovery.portal,
        answer.fetched_at,
        template,
        is_front=discovery.is_start_page(target.url),
    )


def page_result(target: Target, answer: Answer, discovery: Discovery, found: PageRead) -> PageResult:
    """Return what an answer comes to that has been read.

    Args:
        target: the address that was asked for.
        answer: what came back, its body decoded.
        discovery: decides on the links.
        found: what was read off the page.
    """
    article = found.article
    if found.failure is not None:
        return PageResult(target, answer, "stored", found.failure, article=article)
    if article.kind == "other" and not article.text and is_challenge(answer.body, answer.headers):
        return PageResult(target, answer, "refused", CHALLENGE_REASON, ends_run=True)
    if _may_be_a_notice(article) and is_block_page(answer.body, answer.headers):
        return PageResult(target, answer, "refused", BLOCKED_REASON, ends_run=discovery.is_start_page(target.url))
    result = PageResult(target, answer, "stored", article=article, annotate=found.annotate, front=found.front)
    _note_script_shell(article, answer)
    result.reason = next((problem.reason for problem in article.problems if problem.field == "page"), None)
    _judge_notice(found, result, discovery)
    _judge_language(found, result, discovery)
    _judge_list(found, result, discovery)
    discovery.entries.learn(target.key, found.links)
    result.links = [
        *discovery.worth_asking(found.links, target.depth, article.kind, target.url),
        *(discovery.lists.to_ask(target.key) if target.depth == 0 else ()),
    ]
    _note_change_of_kind(target, article)
    own_key = canonical_key(article.canonical_url)
    if article.kind in KEPT_KINDS:
        discovery.note_short(found.links, own_key)
    if article.kind in KEPT_KINDS and own_key != target.key and discovery.is_inside(article.canonical_url):
        result.alias_of = FoundLink(own_key, article.canonical_url, REDIRECT_PRIORITY, target.depth)
    return result


def unread_page(target: Target, answer: Answer, discovery: Discovery) -> PageResult:
    """Return what an answer comes to that is kept without being read; its body stays as it was sent.

    Args:
        target: the address that was asked for.
        answer: what came back; says why it is not read.
        discovery: knows the portal.
    """
    article = Article(answer.url, answer.url, discovery.portal.id)
    article.problems.append(Problem("extractor", answer.unread or ""))
    _note_change_of_kind(target, article)
    return PageResult(target, answer, "stored", answer.unread, article=article)


def _may_be_a_notice(article: Article) -> bool:
    """Tell whether what was read may be somebody's notice in place of a page, by its length and its want of a day."""
    return len(article.text) <= LONGEST_NOTICE and (article.kind not in KEPT_KINDS or article.published is None)


def _no_page(target: Target, answer: Answer, discovery: Discovery, content_type: str) -> PageResult:
    """Return what a file comes to; where an article or a list stood at its address that is noted as with any page."""
    result = PageResult(target, answer, "stored", f"no page: {content_type.split(';')[0]}")
    article = Article(answer.url, answer.url, discovery.portal.id)
    _note_change_of_kind(target, article)
    result.article = article if article.problems else None
    return result


def _note_script_shell(article: Article, answer: Answer) -> None:
    """Say of a page without text that a script builds it in the browser, where it does."""
    if article.kind != "other" or article.text:
        return
    if answer.not_rendered is not None or (answer.rendered is None and is_script_shell(answer.body)):
        article.problems = [problem for problem in article.problems if problem.field != "page"]
        article.problems.insert(0, Problem("page", answer.not_rendered or SHELL_REASON))


def _judge_notice(found: PageRead, result: PageResult, discovery: Discovery) -> None:
    """Take note of a page that only says that nothing is there, or that the server has a fault: it is no article.

    What is said at the portal's front is said of the portal.
    """
    result.notice = found.notice
    if result.notice is None:
        if sends_home(found.forward, result.target, discovery) and not is_script_shell(result.answer.body):
            result.outcome, result.reason = "gone", LEADS_HOME
        return
    found.article.kind = "other"
    if result.notice.meaning == "missing" and not discovery.is_start_page(result.target.url):
        result.outcome, result.reason = "gone", f"{NOTHING_IS_THERE}: {result.notice.words}"


def _judge_language(found: PageRead, result: PageResult, discovery: Discovery) -> None:
    """Tell discovery the language of a page, and keep no article in a language that is not wanted."""
    article = found.article
    is_kept = article.kind in KEPT_KINDS
    if is_kept:
        text = "\n".join(filter(None, (article.title, article.lead, article.text)))
    else:
        text = "\n".join(link.text for link in found.links if link.place in {"list", "body"})
    language = text_language(text)
    discovery.languages.note(result.target.url, language)
    if is_kept and language is not None and language not in discovery.languages.wanted:
        article.kind = "other"
        result.reason = unwanted(language)


def _judge_list(found: PageRead, result: PageResult, discovery: Discovery) -> None:
    """Keep no article that is a further page of a list."""
    article, url = found.article, result.target.url
    if article.kind not in KEPT_KINDS:
        if any(link.place in {"pager", "more"} for link in found.links):
            discovery.list_titles.note(url, article.title)
    elif discovery.list_titles.has_page(url, article.title, result.target.kind):
        article.kind = "listing"


def _note_change_of_kind(target: Target, article: Article) -> None:
    """Note as a problem where an article or a list stood and now none is: an error page, an empty shell, a wall."""
    was = target.kind
    if was in KEPT_KINDS and article.kind not in KEPT_KINDS:
        article.problems.append(Problem("kind", "an article stood at this address; the page reads as none now"))
    elif was == "listing" and article.kind == "other":
        article.problems.append(Problem("kind", "a list of articles stood at this address; the page lists none now"))
