// Start-up: the vectors, memory as C expects it, main, and the end by way of the emulator.
#include <stdint.h>

#include "semihosting.h"

int main(void);
void start(void);

extern uint32_t data_begin, data_end, data_load, bss_begin, bss_end, stack_top;

__attribute__((noreturn)) void start(void) {
    const uint32_t *from = &data_load;
    for (uint32_t *to = &data_begin; to < &data_end; to++) {
        *to = *from++;
    }
    for (uint32_t *to = &bss_begin; to < &bss_end; to++) {
        *to = 0;
    }
    semihosting_exit(main() == 0);
}

// Nothing interrupts; whatever comes here is a fault of the program.
__attribute__((noreturn)) static void fault(void) {
    semihosting_write("fault\n");
    semihosting_exit(0);
}

__attribute__((section(".vectors"), used)) static const void *const VECTORS[16] = {
    &stack_top, (void *)start, (void *)fault, (void *)fault, (void *)fault, (void *)fault,
    (void *)fault, 0, 0, 0, 0, (void *)fault, (void *)fault, 0, (void *)fault, (void *)fault,
};
