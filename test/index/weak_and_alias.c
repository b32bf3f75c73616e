// RUN: %check_index %s
// A strong definition takes the place of a weak one; an alias is its target.
//--- weak.c
void end(char *p);
__attribute__((weak)) void end(char *p) { (void)p; }
//--- strong.c
#include <stdlib.h>
void end(char *p) { free(p); }
void finish(char *p) __attribute__((alias("end")));
//--- use.c
#include <stdlib.h>
void end(char *p);
void finish(char *p);
void strong_bad(void) {
  char *p = malloc(1);
  end(p);
  free(p); // expect: double-free
}
void alias_bad(void) {
  char *p = malloc(1);
  finish(p);
  free(p); // expect: double-free
}
void alias_ok(void) {
  char *p = malloc(1);
  finish(p);
}
