"""The addresses of DNN (DotNetNuke), where a page is a tab and its parameters may stand in the path.

``/TinTuc/tabid/118/ItemID/7/mid/441/Default.aspx`` and ``/Default.aspx?tabid=118&ItemID=7&mid=441`` are the same: its
"friendly" rewriting writes names and values as folders, behind the name of the tab, which nobody reads.
"""

from __future__ import annotations

from urllib.parse import unquote

_TAB, _MODULE, _CONTROL = "tabid", "mid", "ctl"
_PAGE = "default.aspx"
# Parameters that choose how a tab is shown, not which: its skin and that of its modules, for print.
_LOOKS = frozenset({"skinsrc", "containersrc", "dnnprintmode"})

Pairs = list[tuple[str, str]]


def with_parameters_in_query(path: str, pairs: Pairs) -> tuple[str, Pairs]:
    """Return the path and the parameters of an address with those that stand in the path among the parameters.

    Of more than one name before ``tabid`` nobody knows which belong to the portal's own address: such a path stays, as
    any other does that is no tab's.

    Args:
        path: the address's path, encoded or not.
        pairs: the parameters of its query.
    """
    steps = [step for step in path.split("/") if step]
    names = [step.lower() for step in steps]
    if names[-1:] != [_PAGE] or _TAB not in names[:2]:
        return path, pairs
    in_path = [unquote(step) for step in steps[names.index(_TAB) : -1]]
    return "/Default.aspx", [*zip(in_path[::2], in_path[1::2], strict=False), *pairs]


def choosing(pairs: Pairs) -> Pairs:
    """Return those of a tab's parameters that choose what it shows; all, where they are no tab's.

    A module's id only matters beside a control that it is to show.
    """
    names = {name.lower() for name, _ in pairs}
    if _TAB not in names:
        return pairs
    left_out = _LOOKS if _CONTROL in names else _LOOKS | {_MODULE}
    return [(name, value) for name, value in pairs if name.lower() not in left_out]


def is_tab(pairs: Pairs) -> bool:
    """Tell whether parameters name a tab."""
    return any(name.lower() == _TAB for name, _ in pairs)
