#include "store.h"

int broken(int n) {
    char *p = malloc(10);
    free(p);
    free(p);
    return n;
}
int unread(int n) { // its statements are missing: nothing is said of it
    char *p = malloc(10);
    free(p);
    free(p);
    return undeclared;
}
