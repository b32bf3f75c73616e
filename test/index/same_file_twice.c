// RUN: %check_index %s --twice=lib.c
// One file under two sets of flags: where the two differ, nothing is concluded.
//--- lib.c
#include <stdlib.h>
void always(char *p) { free(p); }
#ifdef TWICE
void depends(char *p) { free(p); }
#else
void depends(char *p) {
  if (p)
    p[0] = 0;
}
#endif
//--- use.c
#include <stdlib.h>
void always(char *p);
void depends(char *p);
void always_bad(void) {
  char *p = malloc(1);
  always(p);
  always(p); // expect: double-free
}
void depends_ok(void) {
  char *p = malloc(1);
  depends(p);
  depends(p);
}
