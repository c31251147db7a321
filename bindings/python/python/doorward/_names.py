"""Names of short lists: what opens, how often, for whom."""

from __future__ import annotations

from enum import Enum, IntFlag


class _Name(str, Enum):
    """A name of a closed list; the same in JSON and in every language."""

    def __str__(self) -> str:
        return str(self.value)


class Operation(_Name):
    """What a code opens."""

    KEY_COMPARTMENT = "key_compartment"
    SHACKLE = "shackle"


class CodeUse(_Name):
    """How often a FlexCode opens."""

    SINGLE = "single"
    UNTIL_END = "until_end"


class Issuer(_Name):
    """Who picks a slot of a day code: the service 0 to 7, whoever holds the day's key 8 to 15."""

    SERVICE = "service"
    HOLDER = "holder"


class Family(_Name):
    """A family of codes."""

    DAY = "day"
    FLEX = "flex"
    SERVICE = "service"
    RENEWAL = "renewal"


class GrantOperation(IntFlag):
    """What a grant allows."""

    KEY_COMPARTMENT = 1
    SHACKLE = 2
    READ_LOG = 4
    UPDATE_FIRMWARE = 8
    OWN = 16
    GUEST = 9
    MEMBER = 13
    OWNER = 31


class AuditEvent(_Name):
    """What a row of a box's log is of."""

    ENTRY = "entry"
    GRANT = "grant"
    BULLETIN = "bulletin"
    SERVICE_COMMAND = "service_command"
    CLOCK = "clock"
    POWER = "power"
    EPOCH = "epoch"


class AuditMethod(_Name):
    """By what something was tried."""

    NONE = "none"
    DAY = "day"
    FLEX = "flex"
    SERVICE = "service"
    GRANT = "grant"
    BULLETIN = "bulletin"


class DayUse(_Name):
    """How often a day code opens."""

    REUSABLE = "reusable"
    SINGLE = "single"


class TransferState(_Name):
    """Where a transfer of firmware stands."""

    IDLE = "idle"
    RECEIVING = "receiving"
    COMPLETE = "complete"
    ACTIVATED = "activated"
