// RUN: %check_both %s -- -std=gnu11
// A function that frees an object and asserts that one of its members is NULL: its callers see to it.
#include <assert.h>
#include <stdlib.h>

struct decoder {
  int version;
};
struct handle {
  struct decoder *decoder;
};

int step(int which);

static struct handle *handle_new(void) { return calloc(1, sizeof(struct handle)); }
static void handle_delete(struct handle *h) {
  if (h)
    assert(h->decoder == NULL);
  free(h);
}
static void handle_drop(struct handle *h) { free(h); }
static int attach(struct handle *h) {
  h->decoder = calloc(1, sizeof(struct decoder));
  return h->decoder != NULL;
}
static void detach(struct handle *h) {
  free(h->decoder);
  h->decoder = NULL;
}

int deleted_ok(void) {
  struct handle *h = handle_new();
  if (!h)
    return -1;
  if (!attach(h)) {
    handle_delete(h);
    return -1;
  }
  int n = step(1);
  if (h->decoder)
    detach(h);
  handle_delete(h);
  return n;
}

int dropped_bad(void) {
  struct handle *h = handle_new();
  if (!h)
    return -1;
  if (!attach(h)) {
    handle_drop(h);
    return -1;
  }
  handle_drop(h); // expect: leak: releasing 'h' loses its 'decoder'
  return 0;
}
