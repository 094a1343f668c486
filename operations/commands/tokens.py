"""bimer tokens: how does an institution get the token with which its officers act?"""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from data.loaders import load_institutions
from domain.identifiers import InstitutionId
from domain.inputs import Role
from operations.errors import StackError
from operations.local_stack import LocalStack
from operations.progress import step
from runtime.keys import Keys
from runtime.tokens import issue


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    tokens = typer.Typer(no_args_is_help=True, help="Tokens: act for an institution in a role.")
    tokens.command("issue")(tokens_issue)
    cli.add_typer(tokens, name="tokens")


def tokens_issue(
    role: Annotated[Role, typer.Option(help="What the token may do.")],
    institution: Annotated[str | None, typer.Option(help="The institution's eight digits.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="One for every institution; needs --out.")] = False,
    out: Annotated[Path | None, typer.Option(help="File for the tokens: JSON lines, readable by you alone.")] = None,
    officer: Annotated[str | None, typer.Option(help="Who acts; by default the role and a number.")] = None,
) -> None:
    """Print one institution's token, or write one for each of all institutions."""
    keys = Keys.load(LocalStack.last().settings, "operations")
    name = officer or f"{role.value}-1"
    if everybody and out is not None:
        with step(f"Issuing tokens to {out}"):
            _issue_all(keys, role, name, out)
        return
    if institution is None or everybody:
        raise StackError("Give --institution, or --all with --out.")
    if institution not in {one.institution_id for one in load_institutions()}:
        raise StackError(f"There is no institution {institution}.")
    print(issue(keys, InstitutionId(institution), role, name))


def _issue_all(keys: Keys, role: Role, officer: str, out: Path) -> None:
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as lines:
        for institution in load_institutions():
            token = issue(keys, institution.institution_id, role, officer)
            lines.write(json.dumps({"institution_id": institution.institution_id, "token": token}) + "\n")
