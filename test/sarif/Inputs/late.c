#include "store.h"

int late(int n) {
    char *p = malloc(10);
    if (!p)
        return -1;
    p[0] = 'a';
    free(p);
    if (n)
        return p[0];
    char *known = malloc(3); // NOLINT(ownership-leak): never called
    return known != 0; // NOLINT(ownership-leak): lives as long as the program
}
