// RUN: %check_both %s -- -std=gnu2x
// true, false and nullptr are words of the language, no macros.
#include <stdlib.h>

int flag_ok(const char *name) {
  char *p = malloc(10);
  bool gone = false;
  if (p == nullptr)
    return 1;
  if (name[0] == 'x') {
    free(p);
    gone = true;
  }
  if (!gone)
    free(p);
  return 0;
}

char *given_ok(int n) {
  bool done = false;
  char *p = malloc(100);
  if (!p)
    goto out;
  if (n > 4)
    p[0] = 'a';
  done = true;
out:
  if (done)
    return p;
  free(p);
  return nullptr;
}

int cleared_ok(const char *name) {
  char *p = malloc(10);
  if (name[0] == 'x') {
    free(p);
    p = nullptr;
  }
  free(p);
  return 0;
}

static bool try_fill(char **out) {
  *out = nullptr;
  char *p = malloc(10);
  if (!p)
    return false;
  *out = p;
  return true;
}
int filled_ok(void) {
  char *p;
  if (!try_fill(&p))
    return -1;
  free(p);
  return 0;
}

int filled_bad(void) {
  char *p;
  if (try_fill(&p))
    return -1; // expect: error-path-leak: 'p'
  free(p);
  return 0;
}

int flag_bad(const char *name) {
  char *p = malloc(10);
  bool gone = true;
  if (!p)
    return 1;
  if (name[0] == 'x') {
    free(p);
    gone = false;
  }
  if (!gone)
    free(p); // expect: double-free: 'p'
  return 0; // expect: leak: 'p'
}
