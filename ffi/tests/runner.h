/*
 * Runs Doorward's published vectors through the C library, on a host or on a board: C99, no
 * heap, one static line. Lines are those of `cargo xtask compact`; who calls supplies them, and
 * prints.
 */
#ifndef DOORWARD_RUNNER_H
#define DOORWARD_RUNNER_H

#include <stddef.h>
#include <stdint.h>

#include "doorward.h"

/* Bytes of the longest line and its NUL. */
#define RUNNER_LINE_SIZE 4501

/* Where lines come from and where text goes. */
struct runner_io {
    /* Writes the next line, without its end and with a NUL, to `line`, of `size` bytes. Returns
     * 1; or 0 when there are no more; or -1 when it cannot. */
    int (*next_line)(void *context, char *line, size_t size);
    /* Prints a text with a NUL. */
    void (*print)(void *context, const char *text);
    void *context;
};

/*
 * Runs every test of the lines. Prints, when the algorithm changes and at the end,
 * `algorithm executed N failed M`, and a line for each failure. Returns the number of failures;
 * no test at all is one.
 */
uint32_t runner_run(const struct runner_io *io);

/* What a test of an algorithm has in hand. */
struct test;

/* The result of a test whose input the library's types have no room for. */
#define NO_ROOM ((dw_result)0xffffffff)

/* A reason that a test gives for being invalid, and the results that agree with it, DW_OK after
 * the last. */
struct reason {
    const char *flag;
    dw_result results[8];
};

/* An algorithm: what the library makes of a test. `run` returns the first result that is not
 * DW_OK, or compares the outputs and returns DW_OK. */
struct algorithm {
    const char *name;
    dw_result (*run)(struct test *test);
    const struct reason *reasons;
};

/* A list of algorithms; its last has no name. */
extern const struct algorithm DAY_CODES[];
extern const struct algorithm FLEX_CODES[];
extern const struct algorithm DIGESTS[];
extern const struct algorithm GRANTS[];
extern const struct algorithm SESSIONS[];
extern const struct algorithm MARKETS[];
extern const struct algorithm LEADS[];
extern const struct algorithm PROPERTY_KEYS[];
extern const struct algorithm POLICIES[];
extern const struct algorithm GATES[];
extern const struct algorithm APPOINTMENTS[];
extern const struct algorithm ISSUANCES[];

/* Whether the line has a member of this name that is not null. */
int has(struct test *test, const char *name);

/* A member as a number. One that the type has no room for makes the test's result NO_ROOM. */
uint64_t number(struct test *test, const char *name);
uint32_t number32(struct test *test, const char *name);
uint16_t number16(struct test *test, const char *name);
uint8_t number8(struct test *test, const char *name);
int16_t signed16(struct test *test, const char *name);
int32_t signed32(struct test *test, const char *name);

/* Whether the line has a member of this name that is null. */
int is_null(struct test *test, const char *name);

/* Whether a member is this text. */
int is(struct test *test, const char *name, const char *text);

/* A member's text, its escapes undone, of at most `size` bytes; its length. */
size_t text(struct test *test, const char *name, uint8_t *bytes, size_t size);

/* A member's bytes from hexadecimal, at most `size`; how many. */
size_t hex(struct test *test, const char *name, uint8_t *bytes, size_t size);

/* As `hex`, of exactly `size` bytes; another length makes the test's result NO_ROOM. */
void fixed(struct test *test, const char *name, uint8_t *bytes, size_t size);

/* Item `index` of a list: 1, or 0 behind its end. */
int item_hex(struct test *test, const char *name, size_t index, uint8_t *bytes, size_t size,
             size_t *length);
int item_number(struct test *test, const char *name, size_t index, uint64_t *value);
int item_is_there(struct test *test, const char *name, size_t index);

/* As `text`, for an item that is there. */
size_t item_text(struct test *test, const char *name, size_t index, uint8_t *bytes, size_t size);

/* How many lines follow of a list of objects. */
size_t list_length(struct test *test, const char *name);

/* Whether a list includes this text. */
int includes(struct test *test, const char *name, const char *text);

/* Compares what the library says with a member; a difference fails the test. */
void same_number(struct test *test, const char *name, uint64_t found);
void same_signed(struct test *test, const char *name, int64_t found);
void same_hex(struct test *test, const char *name, const uint8_t *found, size_t length);
void same_text(struct test *test, const char *name, const uint8_t *found, size_t length);
void same_word(struct test *test, const char *name, const char *found);
/* The member is absent or null. */
void same_null(struct test *test, const char *name);
/* The list has `count` items and no more. */
void same_count(struct test *test, const char *name, size_t count);

/* Fails the test unless `holds`; `what` says what was looked at. */
void expect(struct test *test, int holds, const char *what);

/* Whether the test has failed. */
int failed(const struct test *test);

/* Goes on to the next line of the list `name`: 1; or 0, and the test has failed. The members of
 * the line before are gone. */
int next_item(struct test *test, const char *name);

/* Memory for what is large, used by one test at a time: boards have little. */
union scratch {
    struct dw_lockbox box;
    uint8_t bytes[2304];
};
extern union scratch scratch;

/* The number of a name in a list that ends with NULL: `otherwise` for a member that is not
 * there, and 255, which is none, for another name. */
uint8_t by_name(struct test *test, const char *name, const char *const *names, uint8_t otherwise);

/* A list's items as bits, each by its number in a list of names; another name is bit 31. */
uint32_t bits_of(struct test *test, const char *name, const char *const *names);

/* Members that several algorithms have. */
dw_result read_id(struct test *test, const char *name, struct dw_id *id);
dw_result read_name(struct test *test, const char *name, struct dw_name *found);
dw_result read_key(struct test *test, const char *name, struct dw_key *key);
dw_result read_code(struct test *test, const char *name, struct dw_code *code);
void read_terms(struct test *test, struct dw_flex_terms *terms);
/* 1 for true, 0 for false, and 255 for what is neither. */
uint8_t read_flag(struct test *test, const char *name);
/* Puts a member's name together in a place of this many bytes. */
#define MEMBER_SIZE 48
const char *member_name(char *place, const char *prefix, const char *name);
/* The `count` next lines are the reasons of these bits, each a name and what is needed; the last of
 * the list has no name. */
void same_reasons(struct test *test, const char *const (*reasons)[2], uint32_t bits, size_t count);
/* Of a duration's number, the length of the window in seconds, and back. */
uint32_t duration_seconds(uint8_t duration);
uint8_t seconds_duration(uint32_t seconds);
/* A command's members, with `prefix` before each name. */
void same_command(struct test *test, const char *prefix, const struct dw_service_command *command);

/* Returns what is not DW_OK to who called. */
#define TRY(call)                 \
    do {                          \
        dw_result tried = (call); \
        if (tried != DW_OK) {     \
            return tried;         \
        }                         \
    } while (0)

#endif
