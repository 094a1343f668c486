"""bimer topics, registry, subscribe: how does an operator prepare the log, change the registry and read along?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from data.loaders import load_institutions
from domain.identifiers import InstitutionId, has_valid_check_digit
from operations.errors import StackError
from operations.institution_file import read_institutions
from operations.local_stack import LocalStack
from operations.progress import console, step
from operations.registry import ID_LENGTH
from operations.store_work import with_store
from operations.subscription import follow
from operations.succession import apply_institutions, hand_over
from operations.topics import apply_institution_topics, apply_topics


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    topics = typer.Typer(no_args_is_help=True, help="Topics: make them as their files say.")
    topics.command("apply")(topics_apply)
    cli.add_typer(topics, name="topics")
    registry = typer.Typer(no_args_is_help=True, help="Registry: the institutions as every service knows them.")
    registry.command("apply")(registry_apply)
    registry.command("hand-over")(registry_hand_over)
    cli.add_typer(registry, name="registry")
    cli.command()(subscribe)


def topics_apply(
    institutions: Annotated[
        bool, typer.Option("--institutions", help="Make the own topics of all 27,299 institutions, too.")
    ] = False,
) -> None:
    """Make the topics that are missing and correct settings; an attempt to change partitions is refused."""
    settings = LocalStack.last().settings
    made = apply_topics(settings)
    console.print(f"{len(made)} topics made{': ' if made else ''}{', '.join(made)}")
    if institutions:
        ids = [institution.institution_id for institution in load_institutions()]
        with Progress(console=console) as progress:
            bar = progress.add_task("Topics of the institutions", total=len(ids))
            made_of_institutions = 0
            for count in apply_institution_topics(settings, ids):
                made_of_institutions += count
                progress.update(bar, advance=count)
            progress.update(bar, completed=len(ids))
        console.print(f"{made_of_institutions} topics of institutions made")


def registry_apply(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, or one JSON object a line.")],
) -> None:
    """Add versions of institutions to the registry; services know them at once, without a restart.

    An institution that ends names its successor, who is given what it still holds.
    """
    settings = LocalStack.last().settings
    given = list(read_institutions(file))
    with step(f"Applying {file.name}"):
        applied = with_store(settings, lambda store: apply_institutions(settings, store, given))
    console.print(f"{len(applied.changed)} institutions changed")
    _tell(applied.handed_over)


def registry_hand_over() -> None:
    """Give what closed institutions still hold to their successors: on the day of a closing made known beforehand."""
    settings = LocalStack.last().settings
    with step("Handing over"):
        handed_over = with_store(settings, lambda store: hand_over(settings, store))
    _tell(handed_over)


def _tell(handed_over: Mapping[InstitutionId, int]) -> None:
    for closed, count in handed_over.items():
        console.print(f"{count:,} applications of {closed} go to its successor")


def subscribe(
    institution: Annotated[str, typer.Option(help="The institution's eight digits.")],
    beginning: Annotated[bool, typer.Option("--from-beginning", help="Begin with the first fact kept.")] = False,
) -> None:
    """Print an institution's topic as it grows, one JSON object a fact, until Ctrl-C."""
    if len(institution) != ID_LENGTH or not has_valid_check_digit(institution):
        raise StackError(f"{institution} is no institution's number: eight digits, the last one a check digit.")
    settings = LocalStack.last().settings
    try:
        for line in follow(settings, InstitutionId(institution), from_beginning=beginning):
            print(line, flush=True)
    except KeyboardInterrupt:
        return
