"""The published vector files: one module for each, and what they share.

    container     groups, tests, ids, writing
    schema        JSON Schemas
    flags         notes that several files share
    typing_slips  things that are not codes
    zone_list     zones to test with
    found         rare inputs, looked for once
    registry      the list of all files
    *_file        one published file each: its inputs, flags and schema
    session       writing a session of a box, step by step; scenes: a list of them
    session_*     the sessions by theme, and the notes of their flags
    policy_flags  flags and schema pieces of the files on policy; wall_clock: instants by local time
    issuance_*    the requests by theme; so also appointment_*, status_gate_*, single_key_*, renewal_policy_*
    market_*      the histories by theme; market_fields_*: those with every rule and member
"""
