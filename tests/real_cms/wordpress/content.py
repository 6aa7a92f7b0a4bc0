"""What editors of WordPress sites type: the body of a post in the classic editor's mark-up and in blocks.

``{{url:NAME}}`` and ``{{id:NAME}}`` stand for a picture's or file's address and number; php/fill.php puts them in.
"""

from __future__ import annotations

from tests.real_cms.news import NewsItem, Picture

SHAPES = ("classic captions", "image blocks", "classic gallery", "gallery block", "caption as a paragraph")
_CLASSIC = frozenset({"classic captions", "classic gallery", "caption as a paragraph"})


def shape_of(item: NewsItem) -> str:
    """Return in which of :data:`SHAPES` an article is written; galleries need two pictures."""
    shape = SHAPES[item.number // 4 % len(SHAPES)]
    if "gallery" in shape and len(item.pictures) < 2:
        return "classic captions" if shape in _CLASSIC else "image blocks"
    return shape


def body(item: NewsItem) -> str:
    """Return the post's content as WordPress keeps it."""
    shape = shape_of(item)
    if shape in _CLASSIC:
        return _classic(item, shape)
    return _blocks(item, shape)


def _classic(item: NewsItem, shape: str) -> str:
    pieces = [f"<strong>{item.lead}</strong>", *item.paragraphs]
    if shape == "classic gallery":
        ids = ",".join(f"{{{{id:{picture.name}}}}}" for picture in item.pictures)
        pieces.append(f'[gallery columns="{len(item.pictures)}" size="medium" ids="{ids}"]')
    else:
        as_paragraph = shape == "caption as a paragraph"
        for place, picture in enumerate(item.pictures):
            pieces.insert(1 + 2 * place, _paragraph_caption(picture) if as_paragraph else _caption(picture))
    if item.number % 6 == 0:
        pieces.insert(2, "<!--more-->")
    return "\n\n".join(pieces + _classic_extras(item))


def _caption(picture: Picture) -> str:
    image = _image(picture, "alignnone size-full")
    return (
        f'[caption id="attachment_{{{{id:{picture.name}}}}}" align="aligncenter" width="640"]'
        f'<a href="{{{{url:{picture.name}}}}}">{image}</a> {picture.caption}[/caption]'
    )


def _paragraph_caption(picture: Picture) -> str:
    return (
        f'<p style="text-align: center;">{_image(picture, "aligncenter size-full")}</p>\n'
        f'<p style="text-align: center;"><em>{picture.caption}</em></p>'
    )


def _image(picture: Picture, classes: str) -> str:
    return (
        f'<img class="{classes} wp-image-{{{{id:{picture.name}}}}}" src="{{{{url:{picture.name}}}}}" alt="" '
        'width="640" height="426" />'
    )


def _classic_extras(item: NewsItem) -> list[str]:
    extras = []
    if item.number % 7 == 0:
        extras.append(f"<h3>Kết quả chính</h3>\n<ul>\n{''.join(f'<li>{text}</li>' for text in _results(item))}\n</ul>")
    if item.number % 10 == 0:
        extras.append(f'<a href="{{{{url:{attachment(item)}}}}}">Tải văn bản kèm theo</a>')
    return extras


def _blocks(item: NewsItem, shape: str) -> str:
    pieces = [_block("paragraph", f"<p><strong>{item.lead}</strong></p>")]
    pieces += [_block("paragraph", f"<p>{text}</p>") for text in item.paragraphs]
    if shape == "gallery block":
        images = "\n".join(_image_block(picture) for picture in item.pictures)
        figure = f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{images}</figure>'
        pieces.insert(2, _block("gallery", figure, '{"linkTo":"none"}'))
    else:
        for place, picture in enumerate(item.pictures):
            pieces.insert(1 + 2 * place, _image_block(picture))
    return "\n\n".join(pieces + _block_extras(item))


def _block_extras(item: NewsItem) -> list[str]:
    extras = []
    if item.number % 7 == 0:
        extras.append(_block("heading", "<h2>Kết quả chính</h2>"))
        rows = "".join(f"<tr><td>{place}</td><td>{text}</td></tr>" for place, text in enumerate(_results(item), 1))
        extras.append(_block("table", f'<figure class="wp-block-table"><table><tbody>{rows}</tbody></table></figure>'))
    if item.number % 10 == 0:
        link = f'<a href="{{{{url:{attachment(item)}}}}}">Văn bản kèm theo</a>'
        extras.append(_block("file", f'<div class="wp-block-file">{link}</div>'))
    return extras


def _image_block(picture: Picture) -> str:
    figure = (
        f'<figure class="wp-block-image size-full"><img src="{{{{url:{picture.name}}}}}" alt="" '
        f'class="wp-image-{{{{id:{picture.name}}}}}"/>'
        f'<figcaption class="wp-element-caption">{picture.caption}</figcaption></figure>'
    )
    return _block("image", figure, f'{{"id":{{{{id:{picture.name}}}}},"sizeSlug":"full"}}')


def _block(name: str, markup: str, attributes: str = "") -> str:
    return f"<!-- wp:{name}{' ' if attributes else ''}{attributes} -->\n{markup}\n<!-- /wp:{name} -->"


def _results(item: NewsItem) -> list[str]:
    return [
        f"Số hộ tham gia: {item.number * 3 + 40}",
        f"Ngày công đóng góp: {item.number * 7 + 110}",
        f"Kinh phí huy động: {item.number + 85} triệu đồng",
    ]


def attachment(item: NewsItem) -> str:
    """Return the name of the file that goes with an article."""
    return f"van-ban-{item.number}.pdf"
