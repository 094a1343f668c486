"""How is a notice worded? One plain Turkish template for each kind; the HTML of a mail is made from the same words.

A template begins with its version and the lines `Konu:` (subject) and `SMS:` (the short form); after an empty line
follows the letter. What versions say: `versions`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from domain.inputs import NoticeKind
from domain.turkish_dates import long_date
from services.notifier.versions import TEMPLATES, version_of

_SUBJECT, _SHORT = "Konu: ", "SMS: "
_SPACES_AT_LINE_END = re.compile(r"[^\S\n]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice in words: one line of subject, one short message, the whole text."""

    subject: str
    short: str
    text: str
    template: str
    """Which version of which template it is: `response/2`."""

    def html(self) -> str:
        """Return the whole text as a page of paragraphs."""
        paragraphs = [paragraph.split("\n") for paragraph in self.text.split("\n\n")]
        return _template("mail.html.j2").render(subject=self.subject, paragraphs=paragraphs)


def written(kind: NoticeKind, said: Mapping[str, Any]) -> Letter:
    """Write the notice of this kind; raises jinja2.UndefinedError when the template needs more than is said."""
    head, _, text = _template(f"{kind}.txt.j2").render(said).partition("\n\n")
    subject, short = head.split("\n")
    stamp = f"{kind}/{version_of(kind)}"
    return Letter(subject.removeprefix(_SUBJECT), short.removeprefix(_SHORT), _tidied(text), stamp)


def _tidied(text: str) -> str:
    """Leave at most one empty line between paragraphs and none around them."""
    return _EMPTY_LINES.sub("\n\n", _SPACES_AT_LINE_END.sub("", text)).strip()


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["long_date"] = long_date
    environment.filters["short_date"] = _short_date
    environment.filters["written_date"] = _written_date
    environment.filters["lira"] = _lira
    return environment


def _short_date(on: date) -> str:
    return f"{on:%d.%m.%Y}"


def _written_date(text: str) -> str:
    """Write an ISO date for people; what an officer wrote in his own words stays as it is."""
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _lira(amount: int) -> str:
    """Write an amount in kuruş as lira: 123456 is 1.234,56 TL."""
    lira, rest = divmod(amount, 100)
    return f"{lira:,}".replace(",", ".") + f",{rest:02d} TL"
