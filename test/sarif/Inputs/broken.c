#include "store.h"

int broken(int n) {
    char *p = malloc(10);
    free(p);
    free(p);
    return undeclared;
}
