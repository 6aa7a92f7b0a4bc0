"""What a line of a page is, told by its words: caption, file name, heading of related news, page junk, a bare name.

The cues are facts of the language and of the portals' templates (docs/design.md names the fact sheets); none of them
knows a portal. All functions take one line, NFC, white space collapsed; comparison folds case and tone placement.
"""

from scraper.extract.wording.captions import (
    MAX_CAPTION,
    is_caption_shaped,
    is_show_opener,
    names_the_event_only_as_such,
    opens_with_person,
    shows_something,
)
from scraper.extract.wording.controls import is_controls
from scraper.extract.wording.file_names import is_file_name
from scraper.extract.wording.furniture import (
    is_comment_heading,
    is_info_line,
    is_junk,
    is_notice,
    is_owner_line,
    is_page_numbers,
    is_related_heading,
    is_shortcode,
)
from scraper.extract.wording.names import is_deed_of_office, is_name_line, is_office_line, is_writer_line, tells_a_deed
from scraper.extract.wording.sentences import ends_sentence, key, opens_with_time, sentences

__all__ = [
    "MAX_CAPTION",
    "ends_sentence",
    "is_caption_shaped",
    "is_comment_heading",
    "is_controls",
    "is_deed_of_office",
    "is_file_name",
    "is_info_line",
    "is_junk",
    "is_name_line",
    "is_notice",
    "is_office_line",
    "is_owner_line",
    "is_page_numbers",
    "is_related_heading",
    "is_shortcode",
    "is_show_opener",
    "is_writer_line",
    "key",
    "names_the_event_only_as_such",
    "opens_with_person",
    "opens_with_time",
    "sentences",
    "shows_something",
    "tells_a_deed",
]
