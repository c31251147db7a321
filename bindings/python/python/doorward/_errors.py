"""What is raised: one class for each thing that a caller can do about it."""

from __future__ import annotations


class DoorwardError(Exception):
    """Anything that Doorward refuses. Nothing was derived, issued, opened or changed."""

    reason: str
    """The name of the reason: the same in every language, never changed."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[DoorwardError], tuple[str, str]]:
        return type(self), (str(self), self.reason)


class InputError(DoorwardError, ValueError):
    """An argument is out of its range."""


class NotAccepted(DoorwardError):
    """A code is not acceptable now: there is deliberately nothing more to learn from it."""


class MessageError(DoorwardError, ValueError):
    """A bulletin or a presentation is not one, is for another box or was not made by the service."""


class NotAuthentic(DoorwardError):
    """A proof or an acknowledgement does not fit."""


class BoxError(DoorwardError):
    """A box refuses to be talked to."""


class StoreError(DoorwardError):
    """A snapshot could not be saved: raised by the function that was to save it.

    >>> raise StoreError()
    Traceback (most recent call last):
    doorward.StoreError: the snapshot could not be saved
    """

    def __init__(
        self, message: str = "the snapshot could not be saved", reason: str = "storage"
    ) -> None:
        super().__init__(message, reason)


class AuditError(DoorwardError):
    """A row or a head of a log is not the box's."""


class RuleError(DoorwardError, ValueError):
    """The facts that rules were asked with make no sense: nothing was ruled or counted."""


class BatchError(DoorwardError, ValueError):
    """A table is not one that days on market can be counted of."""

    column: str | None
    """The column, where it is one's."""
    row: int | None
    """The row, from 0 in the table or stream, where it is one's."""

    def __init__(
        self, message: str, reason: str, column: str | None = None, row: int | None = None
    ) -> None:
        super().__init__(message, reason)
        self.column = column
        self.row = row

    def __reduce__(self) -> tuple[type[BatchError], tuple[str, str, str | None, int | None]]:  # type: ignore[override]
        return type(self), (str(self), self.reason, self.column, self.row)


for _error in (
    DoorwardError,
    InputError,
    NotAccepted,
    MessageError,
    NotAuthentic,
    BoxError,
    StoreError,
    AuditError,
    RuleError,
    BatchError,
):
    _error.__module__ = "doorward"
