// Nothing.
void program(void);

void program(void) {}
