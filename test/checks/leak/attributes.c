// RUN: %check_both %s
// Contracts that attributes state.
#include <stdbool.h>
#include <stdlib.h>

typedef struct node node_t;
__attribute__((ownership_returns(malloc))) void *pool_get(size_t size);
__attribute__((ownership_takes(malloc, 1))) void pool_put(void *block);
__attribute__((ownership_holds(malloc, 1))) void pool_keep(void *block);
void look(const char *text);

void returned_bad(void) {
  char *block = pool_get(10);
  look(block);
} // expect: leak: 'block'

void returned_ok(void) {
  char *block = pool_get(10);
  look(block);
  pool_put(block);
}

void held_ok(void) {
  char *block = pool_get(10);
  look(block);
  pool_keep(block);
}

__attribute__((noreturn)) void give_up(void);

void noreturn_ok(bool b) {
  char *block = pool_get(10);
  if (b)
    give_up();
  pool_put(block);
}
