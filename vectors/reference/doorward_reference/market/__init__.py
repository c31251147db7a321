"""Section 18: how long a listing and its property were on the market.

The slow way throughout: an interval is a set of days, a total is how many days are in a set.
Reading order:

    days        a civil date as a number
    statuses    the words for a status, their order and what they mean
    history     what a history may hold; anything else is refused
    rules       what rules there may be
    warnings    what is said about a listing besides its numbers
    rows        step 1: which rows of a listing stand, and in which order
    intervals   step 2: when it was on the market, when off
    doubts      step 3: dates that cannot be right
    gaps        what lies between a chain and the next listing; twins and scope
    chain       step 6: what belongs together
    count       step 7: days
    result      steps 4, 5 and 8: the answer for one target
"""
