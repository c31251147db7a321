// The emulator as terminal and file: Arm's semihosting, version 2.0.
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

#include <stddef.h>
#include <stdint.h>

// Writes a text.
void semihosting_write(const char *text);

// Opens the file named by the emulator's `arg`; negative where there is none.
int32_t semihosting_open(void);

// Reads up to `length` bytes of a file; how many it were.
size_t semihosting_read(int32_t file, void *bytes, size_t length);

// Ends the emulator, its exit code 0 for good and 1 for bad.
__attribute__((noreturn)) void semihosting_exit(int is_good);

#endif
