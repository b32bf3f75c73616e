#include <stdlib.h>
int keeps(int n) {
    char *p = malloc(1);
    if (n)
        return 7;
    free(p);
    return 0;
}
int nothing_else(void) { char *q = malloc(2); return q != NULL; }
