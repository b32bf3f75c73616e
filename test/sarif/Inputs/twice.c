#include "store.h"

int twice(int n) {
    char *p = malloc(10); /* é 😀 */ char *q = p;
    if (!p)
        return -1;
    free(p);
    if (n)
        free(q);
    return header_leak(n);
}
