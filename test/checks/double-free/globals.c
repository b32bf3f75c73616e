// RUN: %check_both %s --rules=double-free,leak,use-after-free -- -w
// What helpers of the file do to its variables.
#include <stdlib.h>

static char *kept;
static int armed;
static int always = 1;

static void end(void) { free(kept); }
static void end_and_clear(void) {
  free(kept);
  kept = NULL;
}

void freed_and_ended_bad(void) {
  char *p = malloc(4);
  if (!p)
    abort();
  kept = p;
  free(p);
  end(); // expect: double-free
}

void ended_ok(void) {
  char *p = malloc(4);
  if (!p)
    abort();
  kept = p;
  end();
}

void ended_twice_bad(void) {
  end();
  end(); // expect: double-free
}

void cleared_twice_ok(void) {
  end_and_clear();
  end_and_clear();
}

static void through(void) { end(); }
void two_deep_bad(void) {
  kept = malloc(4);
  if (!kept)
    abort();
  through();
  through(); // expect: double-free
}

static void arm(void) { armed = 1; }
static void disarm(void) { armed = 0; }
void told_by_helper_ok(void) {
  char *p = malloc(4);
  arm();
  if (armed)
    free(p);
}

void told_by_helper_bad(void) {
  char *p = malloc(4);
  disarm();
  if (armed)
    free(p);
} // expect: leak: 'p'

void never_changes_ok(void) {
  char *p = NULL;
  if (always)
    p = malloc(4);
  if (always)
    free(p);
}

void never_changes_bad(void) {
  char *p = malloc(4);
  if (!always)
    free(p);
} // expect: leak: 'p'

// A global that is freed, filled anew by others and grown has ended once.
static char **names;
_Bool read_names(char ***to);
void g_strfreev(char **v);

static void read_names_again(unsigned n) {
  g_strfreev(names);
  names = NULL;
  if (!read_names(&names))
    return;
  names = realloc(names, (n + 1) * sizeof *names);
  if (!names)
    abort();
  names[n] = NULL;
}

void on_change_ok(int what) {
  if (what == 3)
    read_names_again(what);
}

static void drop_names(void) { free(names); }

void dropped_bad(void) {
  drop_names();
  drop_names(); // expect: double-free
}
