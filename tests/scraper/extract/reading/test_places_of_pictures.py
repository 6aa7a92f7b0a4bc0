"""How many paragraphs of the text stand before each picture of an article."""

from __future__ import annotations

from scraper.extract import extract

_SENTENCE = "Hội nghị đã nghe báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế xã hội của địa phương trong năm nay"


def places(*blocks: str) -> tuple[list[str], list[tuple[str, int | None]]]:
    """The paragraphs and the pictures with their places, of an article with ``blocks``."""
    page = f"""<html><head><title>Hội nghị tổng kết công tác năm của xã</title>
        <meta property="og:type" content="article"></head><body>
        <h1>Hội nghị tổng kết công tác năm của xã</h1><p>Thứ sáu, 05/03/2021 08:14</p>
        <div class="content">{"".join(blocks)}</div></body></html>"""
    article = extract(page.encode(), "https://xa.example.gov.vn/tin/1.html")
    assert article.kind == "article"
    return article.text.split("\n\n"), [(image.src.rpartition("/")[2], image.after) for image in article.images]


def paragraph(number: int) -> str:
    return f"<p>{_SENTENCE}, phần thứ {number}. {_SENTENCE}.</p>"


def picture(name: str) -> str:
    return f'<p style="text-align:center"><img src="/upload/{name}" width="600" height="400"></p>'


def test_the_lead_is_none_of_the_paragraphs() -> None:
    texts, found = places(
        picture("a.jpg"), paragraph(0), picture("b.jpg"), paragraph(1), paragraph(2), picture("c.jpg"), paragraph(3)
    )
    assert len(texts) == 3
    assert found == [("a.jpg", 0), ("b.jpg", 0), ("c.jpg", 2)]


def test_captions_are_no_paragraphs() -> None:
    figure = '<figure><img src="/upload/a.jpg"><figcaption>Quang cảnh hội nghị</figcaption></figure>'
    texts, found = places(paragraph(0), paragraph(1), figure, paragraph(2), picture("b.jpg"))
    assert len(texts) == 2
    assert found == [("a.jpg", 1), ("b.jpg", 2)]


def test_every_row_of_a_table_and_item_of_a_list_is_a_paragraph() -> None:
    rows = "".join(f"<tr><td>Chỉ tiêu {number}</td><td>{number} tỷ đồng</td></tr>" for number in range(3))
    items = "<ul><li>Giữ vững an ninh trật tự;</li><li>Chăm lo đời sống nhân dân.</li></ul>"
    texts, found = places(
        paragraph(0), paragraph(1), f"<table>{rows}</table>", picture("a.jpg"), items, picture("b.jpg"), paragraph(2)
    )
    assert len(texts) == 1 + 3 + 2 + 1
    assert found == [("a.jpg", 4), ("b.jpg", 6)]


def test_a_picture_shown_twice_stands_where_it_stands_first() -> None:
    _, found = places(paragraph(0), picture("a.jpg"), paragraph(1), picture("a.jpg"), paragraph(2))
    assert found == [("a.jpg", 0)]


def test_the_picture_of_another_articles_box_amid_the_text_is_not_the_articles() -> None:
    headline = "Xã khánh thành nhà văn hóa thôn sau một năm thi công"
    own = '<p><a href="/upload/goc/b.jpg"><img src="/upload/b.jpg"></a></p>'
    teasers = (
        f'<div class="h7"><a href="/tin/2.html"><img src="/thumb/2.jpg"><span>{headline}</span></a></div>',
        f'<div><a href="/tin/2.html"><img src="/thumb/2.jpg"></a><h4><a href="/tin/2.html">{headline}</a></h4></div>',
    )
    for teaser in teasers:
        texts, found = places(paragraph(0), picture("a.jpg"), paragraph(1), teaser, own, paragraph(2), paragraph(3))
        assert len(texts) == 3
        assert found == [("a.jpg", 0), ("b.jpg", 1)]
