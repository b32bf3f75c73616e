/* GCC compiles all of this; Clang by itself does not. */
#include <stddef.h>

struct thing;
void thing_free(struct thing *t);
struct thing *thing_new(void) __attribute__((malloc, malloc(thing_free, 1)));
void *other_new(size_t n) __attribute__((__malloc__(thing_free)));

int implicit(int n) {
    int *wrong = n;
    return not_declared(n) + (wrong != NULL);
}
