/* What the library says, compared with the members of a line. */
#include <string.h>

#include "line.h"

void line_fail(struct test *test, const char *what)
{
    if (test->fault == NULL) {
        test->fault = what;
    }
}

void expect(struct test *test, int holds, const char *what)
{
    if (!holds) {
        line_fail(test, what);
    }
}

int failed(const struct test *test)
{
    return test->fault != NULL;
}

void same_number(struct test *test, const char *name, uint64_t found)
{
    expect(test, number(test, name) == found, name);
}

void same_signed(struct test *test, const char *name, int64_t found)
{
    expect(test, line_whole(test, name) == found, name);
}

void same_hex(struct test *test, const char *name, const uint8_t *found, size_t length)
{
    const char *place = line_value(test, name);
    if (strlen(place) != length * 2) {
        line_fail(test, name);
        return;
    }
    for (size_t index = 0; index < length; index++, place += 2) {
        expect(test, line_byte(place) == found[index], name);
    }
}

void same_text(struct test *test, const char *name, const uint8_t *found, size_t length)
{
    const char *place = line_value(test, name);
    expect(test, strlen(place) == length && memcmp(place, found, length) == 0, name);
}

void same_word(struct test *test, const char *name, const char *found)
{
    expect(test, is(test, name, found), name);
}

void same_null(struct test *test, const char *name)
{
    expect(test, !has(test, name), name);
}

void same_count(struct test *test, const char *name, size_t count)
{
    const char *end;
    expect(test, count == 0 || line_item(test, name, count - 1, &end) != NULL, name);
    expect(test, line_item(test, name, count, &end) == NULL, name);
}
