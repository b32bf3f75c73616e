// RUN: %check_both %s
// A flag that goes off where the table is freed, in a function that others have the address of:
// free() calls nobody back, and the function does not run twice at once.
#include <stdlib.h>

struct item {
  struct item *next;
};
static struct item **old;
static _Bool moving;
static unsigned at;
extern int rounds;

static void *move_ok(void *arg) {
  for (int i = 0; i < rounds && moving; i++) {
    struct item *each = old[at], *next;
    for (; each; each = next)
      next = each->next;
    at++;
    if (at == 100) {
      moving = 0;
      free(old);
    }
  }
  return arg;
}

static struct item **table;
static _Bool busy;
static unsigned place;

static void *move_bad(void *arg) {
  for (int i = 0; i < rounds && busy; i++) {
    struct item *each = table[place]; // expect: use-after-free: 'table[place]'
    place += each != NULL;
    if (place == 100)
      free(table);
  }
  return arg;
}

void start(void *(**run)(void *), struct item **items) {
  old = table = items;
  moving = busy = 1;
  run[0] = move_ok;
  run[1] = move_bad;
}
