"""Sections 12 to 15: what an issuing service allows. No box and no key takes part in it.

Everything here works on plain objects with the member names of the specification, as they stand in
a vector. Reading order:

    values         what each member may be; anything else is a bad value
    names          the words: statuses, classes, methods, kinds
    calendar       days and minutes of a zone, and when a day begins and ends
    ruling         reasons and what they need
    status_gate    whom a status lets in; what a change of status takes away
    request        an issuance request: its form, and the errors in it
    codes_left     the ledger of codes issued: slots, copies, codes alive
    method_rules   the reasons about the method alone, and the recommended one
    appointed      what an appointment means for a request
    issuance       the thirty-nine rules and the permit
    message        the text that goes with a code
    appointment    asking for, approving, moving and ending a showing
    admission      whether it lets its holder in, and the grant for it
    events         what a receiver makes of the events of an appointment
    key_of_day     whether app or card opens boxes today
    card_renewal   when a card may be renewed
"""
