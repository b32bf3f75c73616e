// RUN: %check_both %s -- -std=gnu11
// Memory that is poisoned after its release is no better for it.
#include <stdlib.h>
#include <string.h>

struct text {
  char *data;
  size_t size;
};

static void text_end(struct text *t) {
  free(t->data);
  memset(t, 0xdd, sizeof *t);
}

static void text_clear(struct text *t) {
  free(t->data);
  memset(t, 0, sizeof *t);
}

int poisoned_bad(const char *s) {
  struct text t = {strdup(s), 1};
  if (!t.data)
    return -1;
  text_end(&t);
  return t.data[0]; // expect: use-after-free
}

int used_before_ok(const char *s) {
  struct text t = {strdup(s), 1};
  if (!t.data)
    return -1;
  int c = t.data[0];
  text_end(&t);
  return c;
}

int cleared_ok(const char *s) {
  struct text t = {strdup(s), 1};
  if (!t.data)
    return -1;
  text_clear(&t);
  return t.data ? t.data[0] : 0;
}

int filled_again_ok(const char *s) {
  struct text t = {strdup(s), 1};
  text_end(&t);
  t.data = strdup("y");
  int c = t.data ? t.data[0] : 0;
  free(t.data);
  return c;
}
