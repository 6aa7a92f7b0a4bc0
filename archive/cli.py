"""The command ``congtin``.

Each verb lives in :mod:`archive.commands` and is imported when it is called, so that ``congtin --help`` stays quick.
Errors that we raise on purpose are sentences for people and are printed without a traceback.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword

import click

from archive.commands.terminal import printable
from archive.stopping import StoppedError, end_in_order, shut_out_signals
from scraper.errors import CongtinError

# verb -> (module that holds a click command of the same name, one line for the list of verbs)
_VERBS = {
    "crawl": ("archive.commands.crawl", "Crawl portals; go on where it stopped."),
    "extract": ("archive.commands.extract", "Print the record of saved pages as JSON."),
    "reextract": ("archive.commands.reextract", "Read the stored pages again with the extractor of now."),
    "import": ("archive.commands.import_", "Take in web archives: WARC and WACZ files, the Wayback Machine."),
    "schedule": ("archive.commands.schedule", "Crawl at given hours by itself; list and remove schedules."),
    "check": ("archive.commands.check", "Say which portals do not yield what they should, and what to do."),
    "status": ("archive.commands.status", "Say what is in an archive."),
    "verify": ("archive.commands.verify", "Check that an archive is what was written, to the byte."),
    "show": ("archive.commands.show", "Show an article over time, its stored pages, its citation."),
    "rebuild": ("archive.commands.rebuild", "Make the database anew from the stored pages."),
    "compact": ("archive.commands.compact", "Pack older stored pages anew, to a quarter of what gzip makes of them."),
    "backup": ("archive.commands.backup", "Copy an archive, also while a crawl goes on."),
    "restore": ("archive.commands.backup", "Bring an archive back from a backup."),
    "people": ("archive.commands.people", "Say who is who, and why; join and part people."),
    "export": ("archive.commands.export", "Write a table as CSV, or the people as Popolo JSON."),
    "serve": ("archive.commands.serve", "Open an archive in the browser (Datasette)."),
    "portal": ("archive.commands.portal", "Find out what a portal is like, describe it; list the declared ones."),
    "demo": ("archive.commands.demo", "Crawl the sample portal that ships with congtin, and open it."),
}


# What the system says of an output that takes no more, which is nobody's mistake here.
_NOT_OURS = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


class _Verbs(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would end without a word
            _let_go_of_output()
            raise CongtinError("the output was closed before everything was written") from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's interface
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _VERBS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(_VERBS[cmd_name][0]), name)
        assert isinstance(command, click.Command)  # noqa: S101  ours
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl([(name, words) for name, (_, words) in _VERBS.items()])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="congtin")
def congtin() -> None:
    """Archive the news of Vietnam's local-government portals: crawl, extract, keep, query, cite."""


def main() -> None:
    """Run the command line; exit codes are 0 ok, 1 suspect, incomplete or failed, 2 wrong usage."""
    end_in_order()
    try:
        code = congtin.main(standalone_mode=False)  # click hands back the code of an Exit that a verb raised
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort as error:
        shut_out_signals()
        _say(_stopped(error))
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CongtinError as error:
        _say(f"congtin: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno not in _NOT_OURS:
            raise
        _say(f"congtin: {error.filename or 'the output'}: cannot be written: {error.strerror}")
        _let_go_of_output()
        sys.exit(1)


def _stopped(error: click.exceptions.Abort) -> str:
    """Return what stopped a command: a signal, or the end of what it was told at a terminal."""
    if isinstance(error.__cause__, StoppedError):
        return f"Stopped by {error.__cause__}: what was kept stays kept; run it again to go on."
    return "Stopped."


def _say(words: str) -> None:
    """Print a sentence for people to standard error, if anybody listens there."""
    with suppress(OSError):
        click.echo(printable(words), err=True)


def _let_go_of_output() -> None:
    """Let what Python holds back for standard output go nowhere: at exit it would fail once more, unasked."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
