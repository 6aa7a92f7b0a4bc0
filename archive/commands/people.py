"""``congtin people``: who is who, and why; what people decide on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.people.decisions import Decision
    from archive.people.resolver import Outcome

_because = click.option("--because", required=True, metavar="TEXT", help="Why; kept with the decision.")


@click.group()
def people() -> None:
    """Say who is who, and why; join people who are one, part those who are not.

    Decisions are kept in people-decisions.jsonl beside the archive, by article and name: they hold after every new
    extraction and in an archive that is built again.
    """


@people.command()
@archive_option
@click.option("--all", "everything", is_flag=True, help="Resolve every name again, not only those that have changed.")
def resolve(directory: Path, everything: bool) -> None:
    """Bring the names of new and changed articles to persons; a crawl does it when it ends.

    Exit code: 0 done; 1 the archive cannot be written; 2 wrong usage.
    """
    from archive.database import writing
    from archive.people.resolver import resolve_people

    with writing(directory) as db:
        outcome = resolve_people(db.conn, directory, everything=everything)
    _tell(outcome)


def _tell(outcome: Outcome) -> None:
    names = f"{outcome.names} name{'' if outcome.names == 1 else 's'}"
    click.echo(f"{names} resolved; {outcome.moved} mention{'' if outcome.moved == 1 else 's'} changed hands")
    for note in outcome.notes:
        click.echo(f"  {note}")


@people.command("list")
@click.argument("name")
@archive_option
def list_people(name: str, directory: Path) -> None:
    """List the people whose names have all words of NAME, most often named first; marks are optional.

    Exit code: 0 told; 1 where nobody is called so; 2 wrong usage.
    """
    from archive.database import reading
    from archive.people.told import people_named

    with reading(directory) as db:
        found = people_named(db.conn, name)
    for person in found:
        click.echo(str(person))
    if not found:
        click.echo(f"nobody in this archive is called {name}", err=True)
        raise click.exceptions.Exit(1)


@people.command()
@click.argument("person", type=int, metavar="ID")
@archive_option
def show(person: int, directory: Path) -> None:
    """Show a person: posts, announced changes, every mention with why it is this person's, and who else it may be.

    ID is the person's, as people list shows it; a former one leads to whom it is now.

    Exit code: 0 told; 1 nobody has this identifier; 2 wrong usage.
    """
    from archive.database import reading
    from archive.people.told import known_person, lines_about

    with reading(directory) as db:
        for line in lines_about(db.conn, known_person(db.conn, person)):
            click.echo(line)


@people.command()
@click.argument("persons", type=int, nargs=-1, required=True, metavar="ID ID...")
@_because
@archive_option
def merge(persons: tuple[int, ...], because: str, directory: Path) -> None:
    """Decide that several people are one; each ID is a person's, as people list shows it.

    Exit code: 0 decided; 1 nobody has one of the identifiers; 2 wrong usage, or a standing decision keeps them apart.
    """
    from archive.database import writing
    from archive.people import deciding

    with writing(directory) as db:
        _confirm(deciding.merge(db.conn, directory, persons, because))


@people.command()
@click.argument("person", type=int, metavar="ID")
@click.option(
    "--mention", "mentions", type=int, multiple=True, metavar="ID", help="A mention, as shown by people show."
)
@click.option("--article", "articles", multiple=True, metavar="ID_OR_URL", help="An article, with all it says of ID.")
@_because
@archive_option
def split(person: int, mentions: tuple[int, ...], articles: tuple[str, ...], because: str, directory: Path) -> None:
    """Decide that some mentions of a person are somebody else's: they become a person of their own.

    ID is the person's, as people list shows it; --mention and --article say what is not of that person. Nothing but a
    decision joins the new person with another one; merge it with whom it is, if the archive knows that one.

    Exit code: 0 decided; 1 nobody has this identifier; 2 wrong usage, or a standing decision says that they are one.
    """
    from archive.database import writing
    from archive.people import deciding

    with writing(directory) as db:
        _confirm(deciding.split(db.conn, directory, person, because, mentions=mentions, articles=articles))


@people.command()
@click.argument("number", type=int, metavar="N")
@click.option("--because", default="taken back", show_default=True, metavar="TEXT", help="Why; kept with it.")
@archive_option
def undo(number: int, because: str, directory: Path) -> None:
    """Undo decision N: the archive's own judgement holds again.

    Exit code: 0 undone; 2 wrong usage, or there is no such decision.
    """
    from archive.database import writing
    from archive.people import deciding

    with writing(directory) as db:
        _confirm(deciding.undo(db.conn, directory, number, because))


@people.command()
@archive_option
def decisions(directory: Path) -> None:
    """List the decisions that have been taken, with what each concerns.

    Exit code: 0 told; 2 wrong usage.
    """
    from archive.people.decisions import read_decisions

    found = read_decisions(directory)
    undone = found.undone
    for decision in found.all:
        state = f" (undone by {undone[decision.number]})" if decision.number in undone else ""
        click.echo(f"{decision.number}  {decision.at}  {_verb(decision)}{state}: {decision.because}")
        for anchor in decision.mentions:
            click.echo(f"    {anchor}")
        if decision.taken_from is not None:
            click.echo(f"    not the one of {decision.taken_from}")
    for note in found.notes:
        click.echo(note, err=True)


def _verb(decision: Decision) -> str:
    return f"undo {decision.undoes}" if decision.undoes is not None else decision.verb


def _confirm(decision: Decision) -> None:
    click.echo(f"decision {decision.number}: {_verb(decision)}, {decision.because}")
