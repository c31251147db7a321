/* The runner on a host: lines from standard input, text to standard output. */
#include <stdio.h>
#include <string.h>

#include "runner.h"

static int next_line(void *context, char *line, size_t size)
{
    (void)context;
    if (fgets(line, (int)size, stdin) == NULL) {
        return ferror(stdin) ? -1 : 0;
    }
    size_t length = strlen(line);
    if (length == 0 || line[length - 1] != '\n') {
        return -1;
    }
    line[length - 1] = '\0';
    return 1;
}

static void print(void *context, const char *text)
{
    (void)context;
    fputs(text, stdout);
}

int main(void)
{
    struct runner_io io = {next_line, print, NULL};
    return runner_run(&io) == 0 ? 0 : 1;
}
