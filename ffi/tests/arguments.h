/* Every exported function with the arguments that it may and may not be given. */
#ifndef DOORWARD_ARGUMENTS_H
#define DOORWARD_ARGUMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "doorward.h"

#define ARGUMENTS_MAX 9

enum kind {
    NONE,
    /* Read: `good` is what it may be. */
    INPUT,
    /* Read, and not to be filled with nonsense: it has functions or pointers in it. */
    FUNCTIONS,
    /* Read, `count` elements; NULL for none. */
    BUFFER,
    /* Written when the call succeeds. */
    OUTPUT,
    /* As OUTPUT, with bytes between or behind its members that nobody writes. */
    PADDED,
    /* Written in place, whatever comes of it. */
    IN_PLACE,
    /* State that the call changes; `good` says how it is made and ended. */
    STATE,
    /* Room for several outputs, `count` elements, of which the first may be written. */
    MANY,
    /* Memory that is lent, `count` elements: shared with no other argument. */
    WORK,
    /* A ring: changed in place, `count` elements. */
    RING,
};

/* How state is made in memory, and ended; `erase` is NULL where it needs no end. */
struct state {
    void (*make)(void *memory);
    dw_result (*erase)(void *memory);
};

/* A pointer among the arguments of a function. */
struct argument {
    enum kind kind;
    /* Bytes of one element, and their alignment. */
    size_t size;
    size_t alignment;
    const void *good;
    size_t count;
};

/* An exported function. */
struct function {
    const char *name;
    /* Calls it with these pointers, and these counts for BUFFER and RING. */
    dw_result (*call)(void *const *p, const size_t *n);
    /* What it answers to good arguments. */
    dw_result expected;
    struct argument arguments[ARGUMENTS_MAX];
};

/* All of them; the last of each table has no name. */
extern const struct function FUNCTIONS_OF_BOXES[];
extern const struct function FUNCTIONS_OF_RULES[];

/* Makes the values that the table refers to. */
void make_values(void);

/* Structs that point to what they should not. */
void try_pointers(void);

/* Firmware in pieces, with a store that fails and one that calls back. */
void try_transfer(void);

/* A store whose `save` does as it is told. */
extern struct dw_store store;
/* What the store answers, 0 for success. */
extern uint32_t store_answer;
/* Called, unless NULL, while it saves. */
extern void (*while_saving)(void);

#define CHECK(holds) check((holds), #holds, __FILE__, __LINE__)
void check(int holds, const char *what, const char *file, int line);

#endif
