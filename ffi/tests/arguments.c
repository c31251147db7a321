/*
 * Calls every exported function with NULL, misaligned, overlapping, too long and random
 * arguments, with state that was not made or was erased, with a store that fails and with one
 * that calls back; and looks that outputs are untouched when a call fails.
 *
 * With an argument it prints the names of the functions instead, for the check that none is
 * missing.
 */
#include "arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of memory for one argument: a ring of rows, and something behind it. */
#define SLOT_SIZE (DW_RING_MIN_ROWS * DW_ROW_LEN + 64)
/* What memory holds that nobody has written. */
#define UNTOUCHED 0xa5
/* Rounds of random arguments for each function. */
#define ROUNDS 300

static _Alignas(16) uint8_t slots[ARGUMENTS_MAX][SLOT_SIZE];
static unsigned long checks;
static const char *now_calling = "";

void check(int holds, const char *what, const char *file, int line)
{
    checks++;
    if (!holds) {
        printf("%s:%d: %s: not %s\n", file, line, now_calling, what);
        exit(1);
    }
}

/* A function's arguments, as they are handed over. */
struct given {
    void *p[ARGUMENTS_MAX];
    size_t n[ARGUMENTS_MAX];
};

static int is_output(const struct argument *argument)
{
    return argument->kind == OUTPUT || argument->kind == PADDED || argument->kind == MANY;
}

/* Good arguments, each in memory of its own. */
static void prepare(const struct function *function, struct given *given)
{
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        uint8_t *slot = slots[index];
        size_t size = argument->size * argument->count;
        memset(slot, UNTOUCHED, size + 64);
        given->p[index] = slot;
        given->n[index] = argument->count;
        if (argument->kind == STATE) {
            ((const struct state *)argument->good)->make(slot);
        } else if (argument->good != NULL) {
            memcpy(slot, argument->good, size);
        }
    }
}

/* Ends state, whatever the call has made of it. */
static void finish(const struct function *function, const struct given *given)
{
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        if (argument->kind == STATE) {
            const struct state *state = argument->good;
            if (state->erase != NULL && given->p[index] == slots[index]) {
                dw_result result = state->erase(slots[index]);
                CHECK(result == DW_OK || result == DW_ERROR_NOT_READY);
            }
        }
    }
}

static int is_untouched(const uint8_t *place, size_t length)
{
    for (size_t index = 0; index < length; index++) {
        if (place[index] != UNTOUCHED) {
            return 0;
        }
    }
    return 1;
}

/* Calls; outputs are untouched unless it succeeds, and nothing behind an argument is written. */
static dw_result call(const struct function *function, const struct given *given)
{
    dw_result result = function->call(given->p, given->n);
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        size_t size = argument->size * argument->count;
        if (argument->kind != NONE && given->p[index] == slots[index]) {
            CHECK(is_untouched(slots[index] + size, 64));
            if (result == DW_STORE_FAILED && size == sizeof(struct dw_lockbox)) {
                /* Made right where it stays, and its first save failed. */
                CHECK(dw_lockbox_disconnected((void *)slots[index]) == DW_ERROR_NOT_READY);
                continue;
            }
            CHECK(result == DW_OK || !is_output(argument) || is_untouched(slots[index], size));
        }
    }
    finish(function, given);
    return result;
}

static void try_good(const struct function *function)
{
    struct given given;
    prepare(function, &given);
    CHECK(call(function, &given) == function->expected);
}

static void try_null_and_misaligned(const struct function *function)
{
    struct given given;
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        if (argument->kind == NONE) {
            continue;
        }
        prepare(function, &given);
        given.p[index] = NULL;
        CHECK(call(function, &given) == DW_ERROR_NULL);
        if (argument->alignment > 1) {
            prepare(function, &given);
            given.p[index] = slots[index] + 1;
            CHECK(call(function, &given) == DW_ERROR_MISALIGNED);
        }
    }
}

/* Buffers: longer than can be; of no length, which may be NULL; and of every short length. */
static void try_lengths(const struct function *function)
{
    struct given given;
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        if (argument->kind != BUFFER && argument->kind != RING && argument->kind != WORK
            && argument->kind != MANY) {
            continue;
        }
        prepare(function, &given);
        given.n[index] = SIZE_MAX;
        dw_result result = call(function, &given);
        CHECK(result == DW_ERROR_LENGTH || result == DW_ERROR_OVERLAP);
        prepare(function, &given);
        given.n[index] = 0;
        given.p[index] = NULL;
        CHECK(call(function, &given) != DW_ERROR_NULL);
        for (size_t count = 0; count < argument->count; count += 1 + count / 8) {
            prepare(function, &given);
            given.n[index] = count;
            CHECK(call(function, &given) <= 1000);
        }
    }
}

static void try_state(const struct function *function)
{
    struct given given;
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        if (argument->kind != STATE) {
            continue;
        }
        const struct state *state = argument->good;
        prepare(function, &given);
        if (state->erase != NULL) {
            CHECK(state->erase(slots[index]) == DW_OK);
            CHECK(call(function, &given) == DW_ERROR_NOT_READY);
            prepare(function, &given);
            CHECK(state->erase(slots[index]) == DW_OK);
        }
        memset(slots[index], 0, argument->size);
        CHECK(call(function, &given) == DW_ERROR_NOT_READY);
    }
}

/* State and lent memory share none with any other argument: neither its first bytes nor its
 * last. */
static void try_overlap(const struct function *function)
{
    struct given given;
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        for (size_t other = 0; other < ARGUMENTS_MAX; other++) {
            const struct argument *shared = &function->arguments[other];
            if ((argument->kind != STATE && argument->kind != WORK) || other == index
                || shared->kind == NONE) {
                continue;
            }
            size_t last = (argument->size * argument->count - 1) / 16 * 16;
            prepare(function, &given);
            given.p[other] = slots[index];
            CHECK(call(function, &given) == DW_ERROR_OVERLAP);
            prepare(function, &given);
            given.p[other] = slots[index] + last;
            CHECK(call(function, &given) == DW_ERROR_OVERLAP);
        }
    }
}

/* An input may share the memory of an output: it is written last. Only a box is made right where
 * it stays, and tells a snapshot that lies there. */
static void try_shared(const struct function *function)
{
    static uint8_t written[SLOT_SIZE];
    struct given given;
    for (size_t out = 0; out < ARGUMENTS_MAX; out++) {
        const struct argument *output = &function->arguments[out];
        for (size_t in = 0; is_output(output) && in < ARGUMENTS_MAX; in++) {
            enum kind kind = function->arguments[in].kind;
            if (kind != INPUT && kind != BUFFER) {
                continue;
            }
            prepare(function, &given);
            (void)call(function, &given);
            memcpy(written, slots[out], output->size);
            prepare(function, &given);
            given.p[out] = slots[in];
            dw_result result = function->call(given.p, given.n);
            int is_told = kind == BUFFER && output->size == sizeof(struct dw_lockbox);
            CHECK(result == (is_told ? DW_ERROR_OVERLAP : function->expected));
            CHECK(function->expected != DW_OK || output->kind != OUTPUT
                  || memcmp(written, slots[in], output->size) == 0);
            finish(function, &given);
        }
    }
}

/* Marsaglia's xorshift: the same numbers each time. */
static uint64_t next_random(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* Random bytes in place of an input, or some bits of a good one flipped. */
static void spoil(uint8_t *bytes, size_t length)
{
    if (next_random() % 2 == 0) {
        for (size_t index = 0; index < length; index++) {
            bytes[index] = (uint8_t)next_random();
        }
        return;
    }
    for (uint64_t flips = next_random() % 4; length > 0 && flips < 4; flips++) {
        bytes[next_random() % length] ^= (uint8_t)(1u << next_random() % 8);
    }
}

static void try_random(const struct function *function)
{
    struct given given;
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t index = next_random() % ARGUMENTS_MAX;
        const struct argument *argument = &function->arguments[index];
        if (argument->kind != INPUT && argument->kind != BUFFER) {
            continue;
        }
        prepare(function, &given);
        if (argument->kind == BUFFER) {
            given.n[index] = next_random() % (argument->count * 2 + 1);
        }
        spoil(slots[index], given.n[index] * argument->size);
        dw_result result = function->call(given.p, given.n);
        CHECK(result <= 1000);
        for (size_t other = 0; other < ARGUMENTS_MAX && result != DW_OK; other++) {
            const struct argument *output = &function->arguments[other];
            CHECK(!is_output(output) || is_untouched(slots[other], output->size));
        }
        finish(function, &given);
    }
}

/* The function that is saving, and a call to come back with. */
static const struct function *saving;
static unsigned long came_back;

static void come_back(void)
{
    static _Alignas(16) uint8_t memory[ARGUMENTS_MAX][SLOT_SIZE];
    static int is_within;
    const char *outer = now_calling;
    if (is_within || saving->arguments[0].kind != STATE) {
        return;
    }
    is_within = 1;
    for (const struct function *inner = FUNCTIONS_OF_BOXES; inner->name != NULL; inner++) {
        struct given given;
        if (inner->arguments[0].kind != STATE
            || inner->arguments[0].good != saving->arguments[0].good) {
            continue;
        }
        now_calling = inner->name;
        for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
            const struct argument *argument = &inner->arguments[index];
            given.p[index] = index == 0 ? slots[0] : memory[index];
            given.n[index] = argument->count;
            if (index > 0 && argument->good != NULL) {
                memcpy(memory[index], argument->good, argument->size * argument->count);
            }
        }
        CHECK(inner->call(given.p, given.n) == DW_ERROR_BUSY);
        came_back++;
    }
    now_calling = outer;
    is_within = 0;
}

/* A store that fails, and one that calls back with the same box. */
static void try_store(const struct function *function)
{
    struct given given;
    for (size_t index = 0; index < ARGUMENTS_MAX; index++) {
        const struct argument *argument = &function->arguments[index];
        if (argument->kind != FUNCTIONS || argument->size != sizeof(struct dw_store)) {
            continue;
        }
        prepare(function, &given);
        ((struct dw_store *)(void *)slots[index])->save = NULL;
        CHECK(call(function, &given) == DW_ERROR_NULL);
        prepare(function, &given);
        store_answer = 1;
        dw_result result = call(function, &given);
        store_answer = 0;
        CHECK(result == function->expected || result == DW_STORE_FAILED);
        prepare(function, &given);
        saving = function;
        while_saving = come_back;
        result = call(function, &given);
        while_saving = NULL;
        CHECK(result == function->expected);
    }
}

static void try_all(const struct function *function)
{
    now_calling = function->name;
    try_good(function);
    try_null_and_misaligned(function);
    try_lengths(function);
    try_state(function);
    try_overlap(function);
    try_shared(function);
    try_random(function);
    try_store(function);
}

int main(int count, char **arguments)
{
    static const struct function *const TABLES[] = {FUNCTIONS_OF_BOXES, FUNCTIONS_OF_RULES};
    (void)arguments;
    make_values();
    for (size_t table = 0; table < sizeof TABLES / sizeof TABLES[0]; table++) {
        for (const struct function *each = TABLES[table]; each->name != NULL; each++) {
            if (count > 1) {
                puts(each->name);
            } else {
                try_all(each);
            }
        }
    }
    if (count == 1) {
        now_calling = "structs that point";
        try_pointers();
        now_calling = "firmware in pieces";
        try_transfer();
        now_calling = "a store that calls back";
        CHECK(came_back > 0);
        printf("arguments: %lu checks, 0 failed\n", checks);
    }
    return 0;
}
