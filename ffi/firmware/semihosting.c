#include "semihosting.h"

enum {
    SYS_OPEN = 0x01,
    SYS_WRITE0 = 0x04,
    SYS_READ = 0x06,
    SYS_GET_CMDLINE = 0x15,
    SYS_EXIT = 0x18,
    APPLICATION_EXIT = 0x20026,
    RUN_TIME_ERROR = 0x20023,
};

static uint32_t call(uint32_t operation, const void *argument) {
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

void semihosting_write(const char *text) {
    call(SYS_WRITE0, text);
}

int32_t semihosting_open(void) {
    static char line[256];
    const uint32_t room[2] = {(uint32_t)line, sizeof line};
    if (call(SYS_GET_CMDLINE, room) != 0) {
        return -1;
    }
    size_t length = 0;
    while (line[length] != '\0' && line[length] != ' ') {
        length++;
    }
    line[length] = '\0';
    const uint32_t name[3] = {(uint32_t)line, 0, length};
    return (int32_t)call(SYS_OPEN, name);
}

size_t semihosting_read(int32_t file, void *bytes, size_t length) {
    const uint32_t place[3] = {(uint32_t)file, (uint32_t)bytes, length};
    return length - call(SYS_READ, place);
}

void semihosting_exit(int is_good) {
    call(SYS_EXIT, (const void *)(is_good ? APPLICATION_EXIT : RUN_TIME_ERROR));
    for (;;) {
    }
}
