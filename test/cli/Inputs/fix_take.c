#include <stdlib.h>
void take(char *p) { free(p); }
