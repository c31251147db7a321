"""Doorward's reference implementation: the specification said again in plain Python.

It exists to disagree. The shipped library is written elsewhere, in another language; this package
is written from the specification text alone and is never looked up from there, nor the other way.
Where the two give the same bytes for every published vector, both have read the text alike.

So nothing here is fast, hidden from side channels, or careful with keys in memory. Do not put it in
a product. Read it from top to bottom instead:

    bits      widths, digits and the scaling of a 64-bit number to a decimal one
    keys      root key -> box key -> purpose keys, audit key, credential key
    numeral   the Feistel network over decimal numbers
    zone      a box's time zone: from an instant to a civil day
    day       One Day Codes
    flex      FlexCodes
    service   the owner's keypad commands
    renewal   a card's temporary renewal
    grant     a phone's right: body, caveats, text
    proof     challenge, proof and acknowledgement
    audit     rows and heads of the log
    engine    the box: what it decides, remembers and saves
    policy    the issuing service: who may be let in, by which means, and when
    market    how long a listing and its property were on the market
    stream    repeatable "random" bytes for writing vectors
    files     one module per published vector file

`generate.py` beside it writes the files; `adapter.py` answers whoever runs them.
"""
