/* The loop over tests. */
#include <string.h>

#include "line.h"

/* A board has the families that its memory has room for. */
#ifndef RUNNER_FAMILIES
#define RUNNER_FAMILIES \
    DAY_CODES, FLEX_CODES, DIGESTS, GRANTS, SESSIONS, MARKETS, LEADS, PROPERTY_KEYS, \
        POLICIES, GATES, APPOINTMENTS, ISSUANCES
#endif

static const struct algorithm *const LISTS[] = {RUNNER_FAMILIES};

/* The longest name of an algorithm has room. */
#define NAME_SIZE 32

struct count {
    char algorithm[NAME_SIZE];
    uint32_t executed;
    uint32_t failed;
};

static void print(const struct runner_io *io, const char *text)
{
    io->print(io->context, text);
}

static void print_number(const struct runner_io *io, uint32_t number)
{
    char digits[11];
    char *place = digits + sizeof digits - 1;
    *place = '\0';
    do {
        *--place = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    print(io, place);
}

static void print_count(const struct runner_io *io, const struct count *count)
{
    if (count->executed == 0) {
        return;
    }
    print(io, count->algorithm);
    print(io, " executed ");
    print_number(io, count->executed);
    print(io, " failed ");
    print_number(io, count->failed);
    print(io, "\n");
}

static const struct algorithm *find(const char *name)
{
    for (size_t list = 0; list < sizeof LISTS / sizeof LISTS[0]; list++) {
        for (const struct algorithm *known = LISTS[list]; known->name != NULL; known++) {
            if (strcmp(known->name, name) == 0) {
                return known;
            }
        }
    }
    return NULL;
}

/* Of the reasons of an algorithm the one that the test gives. */
static const struct reason *reason_of(struct test *test, const struct algorithm *algorithm)
{
    const struct reason *reason = algorithm->reasons;
    while (reason->flag != NULL && !includes(test, "flags", reason->flag)) {
        reason++;
    }
    return reason;
}

static int agrees(const struct reason *reason, dw_result result)
{
    for (const dw_result *known = reason->results; *known != DW_OK; known++) {
        if (*known == result) {
            return 1;
        }
    }
    return 0;
}

/* What is wrong with the test, or NULL. */
static const char *run(struct test *test, const struct algorithm *algorithm, int is_valid)
{
    const struct reason *reason = NULL;
    if (!is_valid) {
        reason = reason_of(test, algorithm);
        if (reason->flag == NULL) {
            return "no reason that is known";
        }
    }
    dw_result found = algorithm->run(test);
    if (test->no_room) {
        found = NO_ROOM;
    } else if (test->fault != NULL) {
        return test->fault;
    }
    if (is_valid && found == DW_OK) {
        return line_unseen(test);
    }
    if (!is_valid && found == DW_OK) {
        return "accepted";
    }
    if (!is_valid && agrees(reason, found)) {
        return NULL;
    }
    return found == NO_ROOM ? "no room for an input" : dw_strerror(found);
}

static void print_failure(const struct runner_io *io, const char *algorithm, const char *id,
                          const char *what)
{
    print(io, algorithm);
    print(io, " ");
    print(io, id);
    print(io, " failed: ");
    print(io, what);
    print(io, "\n");
}

/* A word of the line, kept beside it. */
static void keep(char *kept, size_t size, const char *word)
{
    size_t length = strlen(word);
    if (length >= size) {
        length = size - 1;
    }
    memcpy(kept, word, length);
    kept[length] = '\0';
}

/* Reads and runs one test; 1 if it failed. Only an invalid one, or one that fails, may leave
 * lines of it unread. */
static uint32_t run_line(struct test *test, struct count *count, int *may_leave_lines)
{
    char id[NAME_SIZE];
    const char *name = line_word(test);
    const struct algorithm *algorithm = find(name);
    if (strcmp(count->algorithm, name) != 0) {
        print_count(test->io, count);
        memset(count, 0, sizeof *count);
        keep(count->algorithm, sizeof count->algorithm, name);
    }
    keep(id, sizeof id, line_word(test));
    const char *result = line_word(test);
    int is_valid = strcmp(result, "valid") == 0;
    *may_leave_lines = !is_valid;
    const char *what = "neither valid nor invalid";
    if (algorithm == NULL) {
        what = "an algorithm that this runner does not have";
    } else if (is_valid || strcmp(result, "invalid") == 0) {
        test->fault = NULL;
        test->no_room = 0;
        what = run(test, algorithm, is_valid);
    }
    count->executed++;
    if (what == NULL) {
        return 0;
    }
    count->failed++;
    *may_leave_lines = 1;
    print_failure(test->io, count->algorithm, id, what);
    return 1;
}

uint32_t runner_run(const struct runner_io *io)
{
    static char line[RUNNER_LINE_SIZE];
    struct test test = {.io = io, .line = line};
    struct count count = {.executed = 0};
    uint32_t failures = 0;
    uint32_t executed = 0;
    int may_leave_lines = 1;
    int found;
    while ((found = io->next_line(io->context, line, sizeof line)) > 0) {
        line_split(&test);
        if (line[0] != '+') {
            failures += run_line(&test, &count, &may_leave_lines);
            executed++;
        } else if (!may_leave_lines) {
            /* Of a test that ended before its lines did. */
            print(io, "a line that no test read\n");
            may_leave_lines = 1;
            count.failed++;
            failures++;
        }
    }
    print_count(io, &count);
    if (found < 0) {
        print(io, "a line could not be read\n");
        failures++;
    }
    return executed == 0 ? failures + 1 : failures;
}

int next_item(struct test *test, const char *name)
{
    if (failed(test) || line_unseen(test) != NULL) {
        expect(test, 0, "a member that nobody looked at");
        return 0;
    }
    if (test->io->next_line(test->io->context, test->line, RUNNER_LINE_SIZE) <= 0) {
        expect(test, 0, "the end of the lines");
        return 0;
    }
    line_split(test);
    const char *word = line_word(test);
    if (word[0] != '+' || strcmp(word + 1, name) != 0) {
        expect(test, 0, name);
        return 0;
    }
    return 1;
}
