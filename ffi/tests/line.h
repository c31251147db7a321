/* What runner.c and line.c know of a test. */
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
    uint64_t seen;
    /* What differs, or NULL. */
    const char *fault;
    /* 1 once an input did not fit the library's type for it. */
    int no_room;
};

void line_split(struct test *test);
char *line_word(struct test *test);
const char *line_unseen(const struct test *test);

#endif
