"""Zones for the vectors: real rules that people live by, and a few that only the format allows."""

from ..zone import Rule, Zone, fixed

SUNDAY, THURSDAY, FRIDAY, SATURDAY = 0, 4, 5, 6

NEW_YORK = Zone(-300, -240, Rule(3, 2, SUNDAY, 120), Rule(11, 1, SUNDAY, 120))
LOS_ANGELES = Zone(-480, -420, Rule(3, 2, SUNDAY, 120), Rule(11, 1, SUNDAY, 120))
ANCHORAGE = Zone(-540, -480, Rule(3, 2, SUNDAY, 120), Rule(11, 1, SUNDAY, 120))
SAINT_JOHNS = Zone(-210, -150, Rule(3, 2, SUNDAY, 120), Rule(11, 1, SUNDAY, 120))
SAINT_JOHNS_TO_2011 = Zone(-210, -150, Rule(3, 2, SUNDAY, 1), Rule(11, 1, SUNDAY, 1))
HAVANA = Zone(-300, -240, Rule(3, 2, SUNDAY, 0), Rule(11, 1, SUNDAY, 60))
SANTIAGO = Zone(-240, -180, Rule(9, 1, SATURDAY, 1_440), Rule(4, 1, SATURDAY, 1_440))
ASUNCION_TO_2024 = Zone(-240, -180, Rule(10, 1, SUNDAY, 0), Rule(3, 4, SUNDAY, 0))
AZORES = Zone(-60, 0, Rule(3, 5, SUNDAY, 0), Rule(10, 5, SUNDAY, 60))
LONDON = Zone(0, 60, Rule(3, 5, SUNDAY, 60), Rule(10, 5, SUNDAY, 120))
DUBLIN = Zone(60, 0, Rule(10, 5, SUNDAY, 120), Rule(3, 5, SUNDAY, 60))
BERLIN = Zone(60, 120, Rule(3, 5, SUNDAY, 120), Rule(10, 5, SUNDAY, 180))
TROLL = Zone(0, 120, Rule(3, 5, SUNDAY, 60), Rule(10, 5, SUNDAY, 180))
CAIRO = Zone(120, 180, Rule(4, 5, FRIDAY, 0), Rule(10, 5, THURSDAY, 1_440))
BEIRUT = Zone(120, 180, Rule(3, 5, SUNDAY, 0), Rule(10, 5, SUNDAY, 0))
LORD_HOWE = Zone(630, 660, Rule(10, 1, SUNDAY, 120), Rule(4, 1, SUNDAY, 120))
SYDNEY = Zone(600, 660, Rule(10, 1, SUNDAY, 120), Rule(4, 1, SUNDAY, 180))
AUCKLAND = Zone(720, 780, Rule(9, 5, SUNDAY, 120), Rule(4, 1, SUNDAY, 180))
CHATHAM = Zone(765, 825, Rule(9, 5, SUNDAY, 165), Rule(4, 1, SUNDAY, 225))
FAR_EAST = Zone(840, 900, Rule(1, 1, SUNDAY, 0), Rule(12, 5, SATURDAY, 1_440))
FAR_WEST = Zone(-900, -840, Rule(12, 5, SATURDAY, 1_440), Rule(6, 3, 3, 719))
WEEKS = Zone(-360, -300, Rule(2, 4, 1, 61), Rule(8, 3, 2, 1_439))
LEAP = Zone(330, 390, Rule(2, 5, SATURDAY, 150), Rule(5, 5, 3, 150))

CHANGING: dict[str, Zone] = {
    "New York": NEW_YORK,
    "Los Angeles": LOS_ANGELES,
    "Anchorage": ANCHORAGE,
    "St. John's": SAINT_JOHNS,
    "St. John's until 2011, changes at 00:01": SAINT_JOHNS_TO_2011,
    "Havana, no midnight in spring": HAVANA,
    "Santiago, changes at 24:00": SANTIAGO,
    "Asuncion until 2024": ASUNCION_TO_2024,
    "Azores": AZORES,
    "London": LONDON,
    "Dublin, winter time as the daylight rule": DUBLIN,
    "Berlin": BERLIN,
    "Troll, two hours": TROLL,
    "Cairo": CAIRO,
    "Beirut": BEIRUT,
    "Lord Howe, half an hour": LORD_HOWE,
    "Sydney": SYDNEY,
    "Auckland": AUCKLAND,
    "Chatham": CHATHAM,
    "nowhere: changes at the ends of the year": FAR_EAST,
    "nowhere: farthest west": FAR_WEST,
    "nowhere: third and fourth weeks": WEEKS,
    "nowhere: last Saturday of February": LEAP,
}
STANDING: dict[str, Zone] = {
    "UTC": fixed(0),
    "Phoenix": fixed(-420),
    "Honolulu": fixed(-600),
    "Kathmandu": fixed(345),
    "Kiritimati": fixed(840),
    "farthest east": fixed(900),
    "farthest west": fixed(-900),
    "one minute east": fixed(1),
    "one minute west": fixed(-1),
}

