#include <stdlib.h>

void none(void) {
    char *p = malloc(1);
    free(p);
    free(p);
}
void bare(char *p) {
    free(p);
    free(p); // NOLINT
}
void other(char *p) { free(p);
    free(p); // NOLINT(ownership-leak): of another rule
}
void named(char *p) {
    free(p);
    free(p); // NOLINT(ownership-double-free): owned by the test
}
void next_line(char *p) {
    free(p);
    /* NOLINTNEXTLINE(ownership-double-free, bugprone-x) - a reason */
    free(p);
}
void glob(char *p) {
    free(p);
    // NOLINTNEXTLINE(ownership-*) a glob
    free(p);
}
// NOLINTBEGIN(ownership-double-free) all of it
void block(char *p, char *q) {
    free(p);

    free(p);

    free(q);

    free(q);
}
// NOLINTEND(ownership-double-free)
void after(char *p) {
    free(p);
    free(p);
}
