#include <stdlib.h>
/* "quotes" & <marks> */
int first(int flag) {
    char *p = malloc(1);
    if (!p) return 0;
    if (flag && "<&>\"'")
        return 1;
    free(p);
    return 0;
}
void second(void) {
    char *q = malloc(2);
    free(q);
    free(q);
}
