// RUN: %check_both %s -- -std=gnu11
// What an argument points to is copied elsewhere: that says nothing of the argument.
#include <stdlib.h>
#include <string.h>

struct box {
  char *bytes[4];
};
static int counted(void);
static int users;
static void keep(struct box *to, char **from, int last) {
  memcpy(to->bytes, from, sizeof to->bytes);
  if (counted() > last)
    free(from);
}
static int counted(void) { return users--; }

// Only the helper knows whether it released the block.
void undecided_ok(struct box *to, int last) {
  char **from = calloc(4, sizeof *from);
  if (!from)
    return;
  keep(to, from, last);
}

static void copy(struct box *to, char **from) { memcpy(to->bytes, from, sizeof to->bytes); }
void copied_bad(struct box *to) {
  char **from = calloc(4, sizeof *from);
  if (!from)
    return;
  copy(to, from);
} // expect: leak: 'from'
