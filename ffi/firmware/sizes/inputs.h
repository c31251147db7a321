// What the linker may not guess at.
#ifndef INPUTS_H
#define INPUTS_H

#include "doorward.h"

extern volatile uint64_t now;
extern volatile size_t length;
extern uint8_t bytes[400];
extern volatile uint32_t sink;

#endif
