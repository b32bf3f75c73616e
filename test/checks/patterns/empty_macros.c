// RUN: %check_both %s
// Contracts in macros that expand to nothing.
#include <stddef.h>

#define __isl_give
#define __isl_take
#define __isl_keep
#define __isl_null
#define TAKES
#define _Post_ptr_invalid_

typedef struct isl_set isl_set;
__isl_give isl_set *isl_set_read(const char *str);
__isl_give
isl_set *isl_set_copy(__isl_keep isl_set *set);
__isl_give isl_set *isl_set_union(__isl_take isl_set *set1,
                                  __isl_take isl_set *set2);
__isl_null isl_set *isl_set_free(__isl_take isl_set *set);
int isl_set_is_empty(__isl_keep isl_set *set);

int lost_bad(const char *str) {
  isl_set *set = isl_set_read(str);
  return isl_set_is_empty(set); // expect: leak: 'set'
}
int freed_ok(const char *str) {
  isl_set *set = isl_set_read(str);
  int empty = isl_set_is_empty(set);
  isl_set_free(set);
  return empty;
}

isl_set *twice_bad(const char *str) {
  isl_set *set = isl_set_read(str);
  isl_set *both = isl_set_union(isl_set_copy(set), set);
  isl_set_free(set); // expect: double-free: 'set'
  return both;
}
isl_set *twice_ok(const char *str) {
  isl_set *set = isl_set_read(str);
  return isl_set_union(isl_set_copy(set), set);
}

// SAL.
typedef struct block block_t;
__isl_give block_t *block_open(void);
void block_close(_Post_ptr_invalid_ block_t *block);
int block_size(const block_t *block);
int closed_bad(void) {
  block_t *block = block_open();
  block_close(block);
  return block_size(block); // expect: use-after-free: 'block'
}
int closed_ok(void) {
  block_t *block = block_open();
  int size = block_size(block);
  block_close(block);
  return size;
}

// ccan: lent, unless the caller says take().
void message_send(const block_t *block TAKES);
int sent_ok(void) {
  block_t *block = block_open();
  message_send(block);
  int size = block_size(block);
  block_close(block);
  return size;
}
