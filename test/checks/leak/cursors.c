// RUN: %check_both %s -- -std=gnu11
// A list with a cursor of its own: that the cursor goes on to the next node takes nothing out of the list's holder.
#include <stdlib.h>

struct node {
  void *value;
  struct node *next;
};
struct list {
  struct node *first, *at;
};
struct words {
  struct list *list;
};

static void *next_value(struct list *l) {
  if (!l->at)
    l->at = l->first;
  else
    l->at = l->at->next;
  return l->at ? l->at->value : NULL;
}
static char *next_word(struct words *w) { return next_value(w->list); }
static struct words *words_new(void) {
  struct words *w = calloc(1, sizeof *w);
  if (!w)
    abort();
  w->list = calloc(1, sizeof *w->list);
  if (!w->list)
    abort();
  return w;
}
static void words_free(struct words *w) {
  free(w->list);
  free(w);
}

int has_ok(char sought) {
  struct words *w = words_new();
  char *each = next_word(w);
  while (each) {
    if (each[0] == sought) {
      words_free(w);
      return 1;
    }
    each = next_word(w);
  }
  words_free(w);
  return 0;
}

int has_bad(char sought) {
  struct words *w = words_new();
  char *each = next_word(w);
  if (each && each[0] == sought) {
    free(w); // expect: leak: 'list'
    return 1;
  }
  words_free(w);
  return 0;
}

// What is unlinked by its neighbour is held by that no longer.
struct ring {
  struct ring *next, *prev;
  char *name;
};
static void unlink_ring(struct ring *r) {
  r->prev->next = r->next;
  r->next->prev = r->prev;
}
void drop_ok(struct ring *all) {
  struct ring *second = all->next;
  unlink_ring(second);
  free(second->name);
  free(second);
  if (all->next != all)
    free(all->next->name);
}
