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
"""
