"""How the reference says no."""


class Refused(Exception):
    """The inputs lead to no answer.

    `reason` is a word for people who debug an implementation. A box tells the person at the keypad
    far less than this, on purpose.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Named, so that a slip in typing one is an error and not a new reason.
BAD_INPUT = "BadInput"  # a key, id or number outside what the specification allows
OUT_OF_RANGE = "OutOfRange"  # a field that has no place in the code
MALFORMED = "Malformed"  # not a string of exactly the expected ASCII digits
NO_PAYLOAD = "NoPayload"  # well-formed digits that mean nothing
NOT_ACCEPTED = "NotAccepted"  # digits that mean something, but nothing acceptable now
NO_COMMAND = "NoCommand"  # a service code whose number stands for no command
NONE_LEFT = "NoneLeft"  # the issuer has nothing more to hand out
