/* What runner.c, line.c and compare.c know of a test. */
#ifndef DOORWARD_LINE_H
#define DOORWARD_LINE_H

#include "runner.h"

struct test {
    const struct runner_io *io;
    /* The line, of RUNNER_LINE_SIZE bytes, its words ended by NULs. */
    char *line;
    char *end;
    /* The members that follow the words already read. */
    char *members;
    /* A bit for each member that was looked at. */
    uint64_t seen[2];
    /* What differs, or NULL. */
    const char *fault;
    /* 1 once an input did not fit the library's type for it. */
    int no_room;
};

void line_split(struct test *test);
char *line_word(struct test *test);
const char *line_unseen(const struct test *test);

/* A member's text; "" for one that is not there or null, and the test has failed. */
const char *line_value(struct test *test, const char *name);
int64_t line_whole(struct test *test, const char *name);
/* Item `index` of a list, and where it ends; NULL behind the end of the list. */
const char *line_item(struct test *test, const char *name, size_t index, const char **end);
/* Two hexadecimal digits, or -1. */
int line_byte(const char *place);
/* Fails the test, with the first thing that differs. */
void line_fail(struct test *test, const char *what);

#endif
