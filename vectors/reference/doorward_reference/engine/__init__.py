"""Section 9: the box. What it decides, what it remembers, and what it saves before it acts.

    decision   the numbered answers
    limits     the 30 bytes of limits of a profile
    crc        CRC-32C
    memory     what is remembered, as plain fields
    snapshot   the same as 1,536 bytes
    clock      set or unset, tolerance, behind
    local      the midnight that ends a date, access hours
    throttle   the two counts of refusals and the wait
    ledger     rows: what they mean, when they end, where they go
    commands   service codes
    bulletin   bulletins: their bytes
    connection key press, challenge, and what a phone may do while it is near
    log        audit rows, and failures that are still being counted
    answer     the bytes that answer a challenge
    presenting a verified grant: its checks and what it leaves behind
    box        the operations, in the order of checks
"""
