/* A line of a vector file and its members. */
#include <string.h>

#include "line.h"

/* Puts a NUL behind each word. */
void line_split(struct test *test)
{
    size_t length = strlen(test->line);
    test->end = test->line + length;
    for (char *place = test->line; place < test->end; place++) {
        if (*place == ' ') {
            *place = '\0';
        }
    }
    test->members = test->line;
    memset(test->seen, 0, sizeof test->seen);
}

/* The word at the beginning of what is not yet read. */
char *line_word(struct test *test)
{
    char *word = test->members;
    if (word < test->end) {
        test->members += strlen(word) + 1;
    }
    return word;
}

/* The bit of a member by its number, and the word that it is in. */
#define SEEN_BITS 64u
#define SEEN_WORD(index) ((index) / SEEN_BITS)
#define SEEN_BIT(index) ((uint64_t)1 << (index) % SEEN_BITS)
#define SEEN_MAX (2 * SEEN_BITS)

/* The value of a member: "" for null, NULL for none. */
static const char *find(struct test *test, const char *name, int *is_null)
{
    size_t length = strlen(name);
    unsigned index = 0;
    *is_null = 0;
    for (const char *word = test->members; word < test->end; word += strlen(word) + 1) {
        if (strncmp(word, name, length) == 0 && (word[length] == '=' || word[length] == '\0')) {
            if (index < SEEN_MAX) {
                test->seen[SEEN_WORD(index)] |= SEEN_BIT(index);
            }
            *is_null = word[length] == '\0';
            return word + length + (*is_null ? 0 : 1);
        }
        index++;
    }
    return NULL;
}

/* The first member that nobody looked at, or that there is no bit for. */
const char *line_unseen(const struct test *test)
{
    unsigned index = 0;
    for (const char *word = test->members; word < test->end; word += strlen(word) + 1) {
        if (index >= SEEN_MAX || (test->seen[SEEN_WORD(index)] & SEEN_BIT(index)) == 0) {
            return word;
        }
        index++;
    }
    return NULL;
}

const char *line_value(struct test *test, const char *name)
{
    int is_null;
    const char *found = find(test, name, &is_null);
    if (found == NULL || is_null) {
        line_fail(test, name);
        return "";
    }
    return found;
}

int has(struct test *test, const char *name)
{
    int is_null;
    return find(test, name, &is_null) != NULL && !is_null;
}

int is_null(struct test *test, const char *name)
{
    int found;
    return find(test, name, &found) != NULL && found;
}

static int decimal(const char *text, const char *end, uint64_t *number)
{
    *number = 0;
    if (text == end) {
        return 0;
    }
    for (; text < end; text++) {
        if (*text < '0' || *text > '9') {
            return 0;
        }
        uint64_t digit = (uint64_t)(*text - '0');
        if (*number > (UINT64_MAX - digit) / 10) {
            return 0;
        }
        *number = *number * 10 + digit;
    }
    return 1;
}

static uint64_t below(struct test *test, const char *name, uint64_t most)
{
    const char *text = line_value(test, name);
    uint64_t found;
    if (*text == '-') {
        test->no_room = 1;
        return 0;
    }
    if (!decimal(text, text + strlen(text), &found)) {
        line_fail(test, name);
        return 0;
    }
    if (found > most) {
        test->no_room = 1;
        return 0;
    }
    return found;
}

uint64_t number(struct test *test, const char *name)
{
    return below(test, name, UINT64_MAX);
}

uint32_t number32(struct test *test, const char *name)
{
    return (uint32_t)below(test, name, UINT32_MAX);
}

uint16_t number16(struct test *test, const char *name)
{
    return (uint16_t)below(test, name, UINT16_MAX);
}

uint8_t number8(struct test *test, const char *name)
{
    return (uint8_t)below(test, name, UINT8_MAX);
}

int64_t line_whole(struct test *test, const char *name)
{
    const char *text = line_value(test, name);
    int is_negative = *text == '-';
    uint64_t found;
    text += is_negative;
    if (!decimal(text, text + strlen(text), &found) || found > INT64_MAX) {
        line_fail(test, name);
        return 0;
    }
    return is_negative ? -(int64_t)found : (int64_t)found;
}

int16_t signed16(struct test *test, const char *name)
{
    int64_t found = line_whole(test, name);
    if (found < INT16_MIN || found > INT16_MAX) {
        test->no_room = 1;
        return 0;
    }
    return (int16_t)found;
}

int32_t signed32(struct test *test, const char *name)
{
    int64_t found = line_whole(test, name);
    if (found < INT32_MIN || found > INT32_MAX) {
        test->no_room = 1;
        return 0;
    }
    return (int32_t)found;
}

int is(struct test *test, const char *name, const char *text)
{
    return strcmp(line_value(test, name), text) == 0;
}

static int digit(char character)
{
    if (character >= '0' && character <= '9') {
        return character - '0';
    }
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
}

int line_byte(const char *place)
{
    int high = digit(place[0]);
    int low = high < 0 ? -1 : digit(place[1]);
    return low < 0 ? -1 : high * 16 + low;
}

/* Undoes the escapes from `place` to `end`. */
static size_t unescape(struct test *test, const char *name, const char *place, const char *end,
                       uint8_t *bytes, size_t size)
{
    size_t length = 0;
    for (; place < end; place++) {
        int character = (unsigned char)*place;
        if (character == '%') {
            character = line_byte(place + 1);
            place += 2;
        }
        if (character < 0) {
            line_fail(test, name);
            return 0;
        }
        if (length == size) {
            test->no_room = 1;
            return 0;
        }
        bytes[length++] = (uint8_t)character;
    }
    return length;
}

size_t text(struct test *test, const char *name, uint8_t *bytes, size_t size)
{
    const char *found = line_value(test, name);
    return unescape(test, name, found, found + strlen(found), bytes, size);
}

static size_t decode(struct test *test, const char *name, const char *place, const char *end,
                     uint8_t *bytes, size_t size)
{
    size_t length = 0;
    for (; place < end; place += 2) {
        int found = line_byte(place);
        if (found < 0) {
            line_fail(test, name);
            return 0;
        }
        if (length == size) {
            test->no_room = 1;
            return 0;
        }
        bytes[length++] = (uint8_t)found;
    }
    return length;
}

size_t hex(struct test *test, const char *name, uint8_t *bytes, size_t size)
{
    const char *text = line_value(test, name);
    return decode(test, name, text, text + strlen(text), bytes, size);
}

void fixed(struct test *test, const char *name, uint8_t *bytes, size_t size)
{
    if (hex(test, name, bytes, size) != size) {
        memset(bytes, 0, size);
        test->no_room = 1;
    }
}

const char *line_item(struct test *test, const char *name, size_t index, const char **end)
{
    const char *place = line_value(test, name);
    if (*place == '\0') {
        return NULL;
    }
    for (; index > 0; index--) {
        place = strchr(place, ',');
        if (place == NULL) {
            return NULL;
        }
        place++;
    }
    *end = strchr(place, ',');
    if (*end == NULL) {
        *end = place + strlen(place);
    }
    return place;
}

int item_hex(struct test *test, const char *name, size_t index, uint8_t *bytes, size_t size,
             size_t *length)
{
    const char *end;
    const char *place = line_item(test, name, index, &end);
    if (place == NULL) {
        return 0;
    }
    *length = decode(test, name, place, end, bytes, size);
    return 1;
}

int item_number(struct test *test, const char *name, size_t index, uint64_t *found)
{
    const char *end;
    const char *place = line_item(test, name, index, &end);
    if (place == NULL) {
        return 0;
    }
    if (*place == '-') {
        test->no_room = 1;
        *found = 0;
    } else if (!decimal(place, end, found)) {
        line_fail(test, name);
    }
    return 1;
}

int item_is_there(struct test *test, const char *name, size_t index)
{
    const char *end;
    return line_item(test, name, index, &end) != NULL;
}

size_t item_text(struct test *test, const char *name, size_t index, uint8_t *bytes, size_t size)
{
    const char *end;
    const char *place = line_item(test, name, index, &end);
    if (place == NULL) {
        line_fail(test, name);
        return 0;
    }
    return unescape(test, name, place, end, bytes, size);
}

size_t list_length(struct test *test, const char *name)
{
    return is(test, name, "") ? 0 : number32(test, name);
}

int includes(struct test *test, const char *name, const char *text)
{
    const char *end;
    const char *place;
    size_t length = strlen(text);
    for (size_t index = 0; (place = line_item(test, name, index, &end)) != NULL; index++) {
        if ((size_t)(end - place) == length && memcmp(place, text, length) == 0) {
            return 1;
        }
    }
    return 0;
}
