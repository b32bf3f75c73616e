// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// An allocating function has an allocator parameter; a scope of its own needs none.
#include <cex.h>

struct list {
  IAllocator allc;
  int *items;
};

char *text_ok(IAllocator allc) { return mem$malloc(allc, 100); }
int list_init_ok(struct list *list, IAllocator allc) {
  list->allc = allc;
  list->items = mem$malloc(allc, 10 * sizeof(int));
  return list->items ? 0 : -1;
}

char *text_bad(void) {
  return mem$malloc(mem$, 100); // expect: hidden-allocation
}

int list_grow_ok(struct list *list, usize n) {
  list->items = mem$realloc(list->allc, list->items, n * sizeof(int));
  return list->items ? 0 : -1;
}

int scope_ok(void) {
  int n = 0;
  mem$scope(tmem$, _) {
    char *p = mem$malloc(_, 100);
    n = p ? 1 : 0;
  }
  return n;
}

int main(void) {
  char *p = mem$malloc(mem$, 100);
  int n = p ? 0 : 1;
  mem$free(mem$, p);
  return n;
}
