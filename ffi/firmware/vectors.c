// The published vectors on a board: the runner of ffi/tests, its lines read from the file that
// the emulator names, its words printed.
#include <string.h>

#include "runner.h"
#include "semihosting.h"

// Bytes that are left free between the variables and the stack, and what they hold.
enum { GUARD_LENGTH = 64, GUARD = 0x5a };

extern uint8_t bss_end[];

static struct {
    int32_t handle;
    size_t length;
    size_t next;
    uint8_t bytes[128];
} file;

// The next byte, or -1 at the end.
static int next_byte(void) {
    if (file.next == file.length) {
        file.length = semihosting_read(file.handle, file.bytes, sizeof file.bytes);
        file.next = 0;
    }
    return file.next == file.length ? -1 : file.bytes[file.next++];
}

static int next_line(void *context, char *line, size_t size) {
    (void)context;
    for (size_t length = 0; length < size; length++) {
        const int byte = next_byte();
        if (byte < 0) {
            return length == 0 ? 0 : -1;
        }
        line[length] = (char)byte;
        if (byte == '\n') {
            line[length] = '\0';
            return 1;
        }
    }
    return -1;
}

static void print(void *context, const char *text) {
    (void)context;
    semihosting_write(text);
}

static int is_intact(void) {
    for (size_t index = 0; index < GUARD_LENGTH; index++) {
        if (bss_end[index] != GUARD) {
            return 0;
        }
    }
    return 1;
}

int main(void) {
    const struct runner_io io = {next_line, print, NULL};
    memset(bss_end, GUARD, GUARD_LENGTH);
    file.handle = semihosting_open();
    if (file.handle < 0) {
        semihosting_write("no file of vectors\n");
        return 1;
    }
    const uint32_t failures = runner_run(&io);
    if (!is_intact()) {
        semihosting_write("the stack has grown into the variables\n");
        return 1;
    }
    return failures == 0 ? 0 : 1;
}
