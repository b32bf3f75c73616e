#ifndef STORE_H
#define STORE_H
#include <stdlib.h>

/* Inline functions of a header are seen from every file that includes it. */
static inline int header_leak(int n) {
    char *buffer = malloc(16);
    if (n)
        return 1;
    free(buffer);
    return 0;
}

int twice(int n);
int late(int n);
int clean(int n);

#endif
