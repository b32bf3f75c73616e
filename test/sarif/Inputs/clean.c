#include "store.h"

int clean(int n) {
    char *p = malloc(10);
    free(p);
    return n;
}
