"""The flags of `market`, many of which `market-fields` has too."""

from .container import KILLS, REFUSED

ERRORS = {
    "BadValue": REFUSED + "a key, text, day or sequence outside its range",
    "UnknownTarget": REFUSED + "the listing asked about is not among the listings",
    "RepeatedListing": REFUSED + "one ListingKey twice",
    "UnknownStatus": REFUSED + "a row of the listing asked about has a status that does not exist",
}
ROWS = {
    "UnknownSkipped": KILLS + "leaves out a row whose status it does not know",
    "ErrorOfAnother": KILLS + "gives no answer where another listing has an unknown status",
    "CancelledUnknown": KILLS + "knows Canceled with one L only",
    "SpacesUnknown": KILLS + "knows the names of statuses without spaces only",
    "RowsAsGiven": KILLS + "takes rows in the order in which they come",
    "SameDayAsGiven": KILLS + "takes rows of one day in the order in which they come",
    "LastActiveCounts": KILLS + "begins anew with each row that says Active once more",
    "DeleteIgnored": KILLS + "takes no notice of a Delete",
    "FutureCounted": KILLS + "counts rows of days after as_of",
    "UndatedEndIsToday": KILLS + "takes today for the day of an end that has none",
    "UndatedIgnored": KILLS + "leaves out rows without a day and says nothing",
    "OffBeforeOnCounts": KILLS + "counts a listing that went off the market before it was on",
    "DoubtfulJoins": KILLS + "lets a listing with doubtful dates carry or reset",
}
ON_MARKET = {
    "CeilOfSeconds": KILLS + "counts seconds to the end of the last day and rounds up: a day too many",
    "LocalTime": KILLS + "reads days as midnights on a clock that goes forward and back: some are a day off",
    "LeapDayLost": KILLS + "gives every year 365 days",
    "EveryFourthYear": KILLS + "gives every fourth year 366 days",
    "MonthsOf30": KILLS + "gives every month 30 days",
    "OpenIsZero": KILLS + "counts nothing for a listing that is still on the market",
    "TodayCounts": KILLS + "counts the day as_of for a listing that is still on the market",
    "PauseCounts": KILLS + "counts from the first day on the market to the last, pauses and all",
    "ComingSoonAccrues": KILLS + "counts the days of Coming Soon",
    "ContractAccrues": KILLS + "counts the days under contract where the rules do not",
    "ContractPauses": KILLS + "counts no days under contract where the rules do",
    "ZeroDaysNever": KILLS + "takes a listing of no days for one that was never on the market",
    "NeverCarries": KILLS + "lets a listing that was never on the market carry or reset",
    "FirstTerminalRow": KILLS + "takes a listing for off at its first end, though it came back",
    "LastTerminalRow": KILLS + "takes a listing for off at its last end, not the first after its last day",
}
CHAINS = {
    "ListingsAsGiven": KILLS + "takes listings in the order in which they come",
    "ListingsByKey": KILLS + "takes listings in the order of their keys",
    "TiesAsGiven": KILLS + "takes listings that begin on one day in the order in which they come",
    "NumbersInKeys": KILLS + "compares digits in keys as numbers",
    "CaseOfKeys": KILLS + "compares keys without regard to case",
    "Utf16Order": KILLS + "compares keys by UTF-16 units, not by bytes of UTF-8",
    "OrderByEntry": KILLS + "takes listings in the order in which they were entered",
    "LaterCount": KILLS + "counts listings that begin after the one asked about",
    "CutIgnored": KILLS + "counts days after the last day of the listing asked about",
    "LastListingsEnd": KILLS + "begins a gap at the end of the listing before, not at the latest end",
    "GapOffByOne": KILLS + "lets one day more or less carry",
    "GapInAByte": KILLS + "keeps eight bits of the days of a gap",
    "NullGapIsForever": KILLS + "lets every gap carry where none may",
    "TotalLostAfterReset": KILLS + "leaves the listing that begins a chain anew out of the total",
    "NothingCarriesAfterReset": KILLS + "lets nothing carry any more once a chain began anew",
    "ClockFromLast": KILLS + "begins a gap at the last day on the market where the rules say the end",
    "ClockFromTerminal": KILLS + "begins a gap at the end where the rules say the last day on the market",
    "ComingSoonStops": KILLS + "ends a gap at Coming Soon where the rules do not",
    "ComingSoonNeverStops": KILLS + "ends a gap on the first day on the market where the rules say entered",
    "IncompleteEnters": KILLS + "takes a listing for entered while it is incomplete",
    "CloseIgnored": KILLS + "carries over a sale where the rules do not",
    "CloseAlways": KILLS + "begins anew after a sale where the rules carry",
    "CloseBefore": KILLS + "carries over a sale of the day on which the next listing begins",
    "CloseWhenever": KILLS + "begins anew for a sale that came after the listing began",
    "CloseOfLastOnly": KILLS + "looks for a sale in the listing before alone, not in the chain",
    "CloseAfterGap": KILLS + "asks for the gap before it asks for a sale",
    "ScopeIgnored": KILLS + "carries from one office, agent or property type to another",
    "ScopeAlways": KILLS + "asks for the same office where the rules do not",
    "ScopeOfFirst": KILLS + "compares with the first listing, not the last of the chain",
    "ScopeNullIsEqual": KILLS + "takes two values that are not known for the same",
    "ScopeIgnoresCase": KILLS + "compares offices without regard to case",
    "ScopeAfterGap": KILLS + "asks for the gap before it asks for the scope",
    "ScopeBeforeClose": KILLS + "asks for the scope before it asks for a sale",
}
COUNTS = {
    "SumForUnion": KILLS + "adds listings up where days that two share count once",
    "UnionForSum": KILLS + "counts days that two listings share once where they are to be added up",
    "SpanForUnion": KILLS + "counts from the first day of the chain to the last, gaps and all",
    "UnionForSpan": KILLS + "counts days on the market where the whole span is asked for",
    "InclusiveIgnored": KILLS + "leaves the end date out where the rules count it",
    "InclusiveTwice": KILLS + "counts an end date again that is a day of another listing",
    "InclusiveOnce": KILLS + "counts one end date where there are several",
    "Counter127": KILLS + "counts in a signed byte, to 127",
    "Counter255": KILLS + "counts in a byte, to 255",
    "Counter32767": KILLS + "counts in 16 bits with a sign, to 32,767",
}
NOTES = ERRORS | ROWS | ON_MARKET | CHAINS | COUNTS


def pick(*names: str) -> dict[str, str]:
    return {name: NOTES[name] for name in names}
