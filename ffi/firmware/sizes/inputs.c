// Start-up and inputs alone: what the other images are measured against.
#include "inputs.h"

volatile uint64_t now;
volatile size_t length;
uint8_t bytes[400];
volatile uint32_t sink;

extern uint32_t stack_top;

void program(void);
void start(void);

__attribute__((noreturn)) void start(void) {
    program();
    for (;;) {
    }
}

__attribute__((section(".vectors"), used)) static const void *const VECTORS[2] = {
    &stack_top,
    (void *)start,
};
