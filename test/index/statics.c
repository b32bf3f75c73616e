// RUN: %check_index %s
// Static functions of one name in two files, and one global name in two programs.
//--- a/one.c
#include <stdlib.h>
static char *make(void) { return malloc(4); }
static void end(char *p) { free(p); }
char *one_make(void) { return make(); }
void one_end(char *p) { end(p); }
//--- a/two.c
static char room[4];
static char *make(void) { return room; }
static void end(char *p) { p[0] = 0; }
char *two_make(void) { return make(); }
void two_end(char *p) { end(p); }
//--- a/use.c
char *one_make(void);
void one_end(char *p);
char *two_make(void);
void two_end(char *p);
void one_bad(void) {
  char *p = one_make();
} // expect: leak
void one_ok(void) {
  char *p = one_make();
  one_end(p);
}
void two_ok(void) {
  char *p = two_make();
  two_end(p);
  two_end(p);
}
//--- x/take.c
#include <stdlib.h>
void take(char *p) { free(p); }
//--- x/main.c
#include <stdlib.h>
void take(char *p);
int main(void) {
  char *p = malloc(3);
  take(p);
  take(p); // expect: double-free
  return 0;
}
//--- y/take.c
void take(char *p) {
  if (p)
    p[0] = 0;
}
//--- y/main.c
#include <stdlib.h>
void take(char *p);
int main(void) {
  char *p = malloc(3);
  take(p);
  take(p);
  free(p);
  return 0;
}
//--- z/main.c
#include <stdlib.h>
void take(char *p);
int main(void) { // which of the two it is linked with is not known
  char *p = malloc(3);
  take(p);
  take(p);
  return 0;
}
