"""Options that several verbs share."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


class Day(click.ParamType[date]):
    """A day, ISO 8601."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; what is none is wrong usage, told with an example."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2021-03-04", param, ctx)


def archive_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--archive DIR``: the folder of the archive, the present folder by default."""
    return click.option(
        "--archive",
        "directory",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        envvar="CONGTIN_ARCHIVE",
        show_envvar=True,
        show_default="the present folder",
        help="Folder of the archive (archive.db and the stored pages).",
    )(function)


def portals_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--portals FILE``: further portal files beside those that ship with congtin."""
    return click.option(
        "--portals",
        "portal_files",
        type=click.Path(exists=True, path_type=Path),
        multiple=True,
        help="A TOML file of your own portals, or a folder of them; may be given more than once.",
    )(function)


def cluster_option(does: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds ``--cluster [ADDRESS]``: an address of a Ray cluster that was checked, ``None`` without it.

    Args:
        does: what is done there.
    """
    return click.option(
        "--cluster",
        is_flag=False,
        flag_value="here",
        metavar="[ADDRESS]",
        callback=_checked_cluster,
        help=f"{does}: HOST:PORT of its head, auto for one that runs on this machine; without an address, as the last "
        "word, one is started for this run (extra [cluster]).",
    )


def _checked_cluster(_context: click.Context, _parameter: click.Parameter, address: str | None) -> str | None:
    """Return an address of a cluster; what is none is wrong usage, and that Ray is not installed is told at once."""
    if address is None:
        return None
    from archive.cluster.connection import checked_address, load_ray

    try:
        checked = checked_address(address)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    load_ray()
    return checked


def command_line(context: click.Context) -> str:
    """Return the command that a verb was called with, as it is kept: what was given, without this machine's paths."""
    words = ["congtin", str(context.info_name)]
    for parameter in context.command.params:
        name = parameter.name or ""
        if name == "directory" or context.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        value = context.params[name]
        values = value if isinstance(value, tuple) else (value,)
        option = [parameter.opts[0]] if isinstance(parameter, click.Option) else []
        for part in values:
            words += option if part is True else [*option, part.name if isinstance(part, Path) else str(part)]
    return shlex.join(words)
