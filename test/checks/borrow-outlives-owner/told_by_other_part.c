// RUN: %check_both %s -- -std=gnu11
// A callee leaves an address of a buffer only together with another result, by which its caller goes on.
#include <string.h>

struct order {
  const char *dish;
  int table;
};

// Cuts "soup@4" at the sign: the dish is in the buffer then, and the table behind the sign.
static int cut(const char **dish, const char **table, char *buffer, unsigned size) {
  const char *at = *dish;
  *table = NULL;
  for (unsigned n = 0; n < size; n++)
    switch (*at++) {
    case '\0':
      return 0;
    case '@':
      memcpy(buffer, *dish, n);
      buffer[n] = '\0';
      *dish = buffer;
      *table = at;
      return 1;
    default:
      break;
    }
  return -1;
}

static int take(const char *dish, const char *table, struct order *order) {
  if (table)
    return -1;
  order->dish = dish;
  return 0;
}

int order_ok(const char *dish, struct order *order) {
  char buffer[64];
  const char *table;
  if (cut(&dish, &table, buffer, sizeof buffer) < 0)
    return -1;
  return take(dish, table, order);
}

int order_bad(const char *dish, struct order *order) {
  char buffer[64];
  const char *table;
  if (cut(&dish, &table, buffer, sizeof buffer) < 0)
    return -1;
  return take(dish, NULL, order); // expect: borrow-outlives-owner: 'buffer'
}
