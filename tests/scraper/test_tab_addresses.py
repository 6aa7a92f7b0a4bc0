from __future__ import annotations

import pytest

from scraper.tab_addresses import choosing, is_tab, with_parameters_in_query


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/TinTuc/tabid/118/ItemID/7/Default.aspx", [("tabid", "118"), ("ItemID", "7")]),
        ("/tabid/118/default.aspx", [("tabid", "118")]),
        ("/TinTuc/TabId/118/ten/a%20b/Default.aspx", [("TabId", "118"), ("ten", "a b")]),
    ],
)
def test_parameters_in_the_path_are_parameters(path: str, found: list[tuple[str, str]]) -> None:
    assert with_parameters_in_query(path, [("trang", "2")]) == ("/Default.aspx", [*found, ("trang", "2")])


@pytest.mark.parametrize("path", ["/huyen/TinTuc/tabid/118/Default.aspx", "/TinTuc/tabid/118/", "/Default.aspx", "/"])
def test_other_paths_stay(path: str) -> None:
    assert with_parameters_in_query(path, [("id", "7")]) == (path, [("id", "7")])


def test_what_only_chooses_a_look_is_left_out_of_a_tabs_parameters_alone() -> None:
    looks = [("mid", "4"), ("SkinSrc", "x"), ("dnnprintmode", "true")]
    assert choosing([("TabID", "1"), *looks]) == [("TabID", "1")]
    assert choosing([("tabid", "1"), ("ctl", "View"), *looks]) == [("tabid", "1"), ("ctl", "View"), ("mid", "4")]
    assert choosing(looks) == looks
    assert is_tab([("TabId", "1")])
    assert not is_tab(looks)
