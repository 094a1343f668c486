"""What can go wrong for the person who runs the local stack?

StackError               could not do it; the message says what happened and what to do
├── MissingPiece         a program of the machine is not there; the message says what to install
├── NeverStarted         there is no stack to stop or to ask
└── NotAnswering         a server was started and did not answer in time; the message ends with its last log lines
"""


class StackError(Exception):
    """The local stack cannot do what was asked; the message is for a person and says what to do."""


class MissingPiece(StackError):
    """A program that the machine must offer is missing; the message names its package."""


class NeverStarted(StackError):
    """No stack was ever started in this state directory."""


class NotAnswering(StackError):
    """A server ended or stayed silent while it was awaited; the message carries the end of its log."""
