// RUN: %check_both %s -- -std=gnu11 -I %src_root/runtime/include
// Pools of libdeed: an object ends with its pool, at a reset or when it is given back.
#include <deed/heap.h>
#include <deed/pool.h>
#include <string.h>

typedef struct item {
  struct item *next;
  char name[32];
} item;

int all_go_good(deed_allocator *gpa) {
  deed_pool pool;
  if (!DEED_POOL_INIT(&pool, gpa, item, NULL))
    return -1;
  item *first = deed_pool_create(&pool);
  if (first)
    first->next = NULL;
  deed_pool_destroy(&pool);
  return 0;
}

int given_back_good(deed_pool *pool) {
  item *first = deed_pool_create(pool);
  if (!first)
    return -1;
  first->next = NULL;
  deed_pool_free(pool, first);
  return 0;
}

item *made_good(deed_pool *pool) {
  item *first = deed_pool_create(pool);
  if (first)
    memset(first, 0, sizeof *first);
  return first;
}

int destroyed_bad(deed_allocator *gpa) {
  deed_pool pool;
  if (!DEED_POOL_INIT(&pool, gpa, item, NULL))
    return -1;
  item *first = deed_pool_create(&pool);
  if (!first) {
    deed_pool_destroy(&pool);
    return -1;
  }
  first->next = NULL;
  deed_pool_destroy(&pool);
  return first->next != NULL; // expect: use-after-free
}

int reset_bad(deed_pool *pool) {
  item *first = deed_pool_create(pool);
  if (!first)
    return -1;
  first->next = NULL;
  if (!deed_pool_reset(pool, DEED_RESET_FREE_ALL, 0))
    return -1;
  return first->next != NULL; // expect: use-after-free
}

void twice_bad(deed_pool *pool) {
  item *first = deed_pool_create(pool);
  deed_pool_free(pool, first);
  deed_pool_free(pool, first); // expect: double-free
}

int other_bad(deed_allocator *gpa, deed_pool *pool) {
  deed_pool second;
  if (!DEED_POOL_INIT(&second, gpa, item, NULL))
    return -1;
  item *first = deed_pool_create(&second);
  if (first)
    deed_pool_free(pool, first); // expect: release-mismatch
  deed_pool_destroy(&second);
  return 0;
}

void heap_bad(deed_pool *pool) {
  item *first = deed_pool_create(pool);
  deed_free(deed_heap(), first); // expect: release-mismatch
}

item *escape_bad(deed_allocator *gpa) {
  deed_pool pool;
  if (!DEED_POOL_INIT(&pool, gpa, item, NULL))
    return NULL;
  item *first = deed_pool_create(&pool);
  deed_pool_destroy(&pool);
  return first; // expect: temporary-escape
}

void unchecked_bad(deed_pool *pool) {
  item *first = deed_pool_create(pool);
  first->next = NULL; // expect: unchecked-allocation
  deed_pool_free(pool, first);
}
