"""What a phone may do while it is near. All of it ends with a restart and with a loss of power.

One challenge has two uses that know nothing of each other: one for a grant, one for a live bulletin.
"""

from dataclasses import dataclass

PRESS_SECONDS = 30  # a connection's first challenge is given this long after a key press
GRANT_SECONDS = 10  # a grant may answer a challenge this long
LIVE_SECONDS = 60  # and a live bulletin this long, a disconnection notwithstanding
CHALLENGES_MOST = 4  # on one connection


@dataclass(frozen=True)
class Owner:
    """The grant by which operation 16 was accepted, as the log names it."""

    grant_id: bytes
    delegate: int


@dataclass
class Connection:
    pressed: int | None = None  # the last key press, unless a challenge came after it
    given: int = 0  # when the last challenge was
    for_grant: bytes | None = None  # the last challenge, while it has this use left
    for_bulletin: bytes | None = None
    challenges: int = 0  # given since the connection began; 0 without a connection
    answered: bool = False  # was there an accepted answer to the last one?
    reads_log: bool = False
    owner: Owner | None = None

    def may_be_challenged(self, now: int) -> bool:
        if self.challenges == 0:
            return self.pressed is not None and 0 <= now - self.pressed <= PRESS_SECONDS
        return self.answered and self.challenges < CHALLENGES_MOST

    def challenge(self, challenge: bytes, now: int) -> None:
        self.pressed, self.given, self.answered = None, now, False
        self.for_grant = self.for_bulletin = challenge
        self.challenges += 1

    def take_for_grant(self, now: int) -> bytes | None:
        """The challenge that a grant may answer, if one is alive. It ends here, whatever the grant."""
        alive = 0 <= now - self.given <= GRANT_SECONDS
        taken, self.for_grant = self.for_grant, None
        return taken if alive else None

    def answers(self, nonce: bytes, now: int) -> bool:
        """May a live bulletin with this nonce be heard?"""
        return nonce == self.for_bulletin and 0 <= now - self.given <= LIVE_SECONDS

    def heard_bulletin(self) -> None:
        self.for_bulletin, self.answered = None, True

    def disconnect(self) -> None:
        """The key press stays, and what a live bulletin may still answer."""
        self.for_grant, self.challenges, self.answered = None, 0, False
        self.end_leave()

    def end_leave(self) -> None:
        self.reads_log, self.owner = False, None

    def keep_ages(self, moved: int) -> None:
        """The clock was set: by how much says nothing about how long ago a thing happened."""
        self.given += moved
        if self.pressed is not None:
            self.pressed += moved
