// RUN: %check_both %s -- -std=gnu11
// A callee that leaves its argument alone where the caller's memory has it already: what is fresh nobody has.
#include <stdlib.h>

struct hook {
  struct hook *next;
  int port;
};
struct setup {
  struct hook *all, *first;
};
extern struct setup *setup;

static void hook_add(struct hook *h, int port) {
  h->port = port;
  if (h == setup->first)
    return;
  h->next = setup->all;
  setup->all = h;
}

void listen_ok(int port) {
  struct hook *h = calloc(1, sizeof *h);
  if (!h)
    abort();
  hook_add(h, port);
}

static void hook_add_some(struct hook *h, int port) {
  h->port = port;
  if (port == 25)
    return;
  h->next = setup->all;
  setup->all = h;
}

void listen_bad(int port) {
  struct hook *h = calloc(1, sizeof *h);
  if (!h)
    abort();
  hook_add_some(h, port); // expect: conditional-transfer: 'h'
}

// In the list already, by a helper: it may be the first.
void again_ok(int port) {
  struct hook *h = calloc(1, sizeof *h);
  if (!h)
    abort();
  setup->first = h;
  hook_add(h, port);
}
