// The whole box: provisioning, the keypad, and phones with their grants and bulletins.
#define PHONE
#include "keypad.c"
