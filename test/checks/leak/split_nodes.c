// RUN: %check_both %s -- -std=gnu11
// A callee puts two nodes in the place of the one that a cursor is at, and the cursor goes on below them.
#include <stdlib.h>

struct part { struct part *below, *beside; void *item; int len; };
struct tree { struct part *root; int n; };
static int part_split(struct part **at, int k) {
  struct part *old = *at;
  struct part *top = calloc(1, sizeof *top);
  if (!top)
    return -1;
  struct part *low = calloc(1, sizeof *low);
  if (!low) {
    free(top);
    return -1;
  }
  low->below = old->below;
  low->item = old->item;
  low->len = old->len - k;
  top->len = k;
  top->below = low;
  top->beside = old->beside;
  *at = top;
  free(old);
  return 0;
}
int tree_put_ok(struct tree *t, int key) {
  struct part **at = &t->root;
  int n = 10;
  void *item = malloc(8);
  if (!item)
    return -1;
  while (*at) {
    int k = (*at)->len % 7;
    if (k == 0) {
      at = &(*at)->beside;
      continue;
    }
    if (k < (*at)->len && part_split(at, k) < 0)
      goto failed;
    n -= k;
    key += k;
    if (n == 0) {
      if (!(*at)->item)
        t->n++;
      free((*at)->item);
      (*at)->item = item;
      return 0;
    }
    at = &(*at)->below;
  }
  struct part *p = calloc(1, sizeof *p);
  if (!p)
    goto failed;
  p->item = item;
  *at = p;
  t->n++;
  return 0;
failed:
  free(item);
  return -1;
}

int tree_put_bad(struct tree *t, int key) {
  struct part **at = &t->root;
  void *item = malloc(8);
  if (!item)
    return -1;
  while (*at) {
    int k = (*at)->len % 7;
    if (k && part_split(at, k) < 0)
      return -1; // expect: error-path-leak: 'item'
    if (key == k) {
      (*at)->item = item;
      return 0;
    }
    at = &(*at)->below;
  }
  free(item);
  return 0;
}
