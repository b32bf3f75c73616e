// RUN: %check_both %s -- -std=gnu11
// No int is greater than INT_MAX: such a loop is left by its break alone.
#include <limits.h>
#include <stdlib.h>
#include <string.h>
struct item { char *name; };
char *numbered(const char *name, int n) __attribute__((malloc));
int is_free(const char *name);

int rename_ok(struct item *at, const char *name) {
  char *now;
  int n;
  for (n = 1; n <= INT_MAX; n++) {
    now = strdup(name);
    if (!now)
      return 0;
    now[0] = (char)n;
    if (is_free(now)) {
      at->name = now;
      break;
    }
    free(now);
  }
  if (at->name != now)
    free(now);
  return n;
}
int rename_bad(struct item *at, const char *name) {
  char *now = NULL;
  int n;
  for (n = 1; n <= 30; n++) {
    now = strdup(name);
    if (!now)
      return 0;
    now[0] = (char)n;
    if (is_free(now)) {
      at->name = now;
      break;
    }
    free(now);
  }
  if (at->name != now)
    free(now); // expect: double-free: 'now'
  return n;
}
int unsigned_ok(char *text, unsigned n, unsigned char c) {
  free(text);
  if (n > UINT_MAX || c > 255)
    free(text);
  return 0;
}
int unsigned_bad(char *text, unsigned n, unsigned char c) {
  free(text);
  if (n > UINT_MAX || c > 254)
    free(text); // expect: double-free: 'text'
  return 0;
}
