// RUN: %check_both %s -- -std=gnu11 -I %src_root/runtime/include
// RUN: gcc -std=c99 -Wall -Wextra -pedantic -Werror -fsyntax-only -Wno-unused-function -I %src_root/runtime/include %s
// RUN: %clang -std=c99 -Wall -Werror -fsyntax-only -Wno-unused-function -I %src_root/runtime/include %s
// deed/annotations.h: contracts of a project's own functions, where names and bodies say nothing.
#include <deed/annotations.h>
#include <stddef.h>

struct queue;
struct item {
  int value;
};
struct zone {
  int size;
};

DEED_RETURNS_OWNED(item) struct item *item_a(int value);
void item_b(struct item *item DEED_RELEASES(item));
void queue_c(struct queue *queue DEED_MUTATES, struct item *item DEED_TAKES);
int item_d(const struct item *item DEED_BORROWS);
int item_e(struct item **out DEED_GIVES_ON_SUCCESS(item)) DEED_SAYS("scalar");

DEED_RETURNS_CONTEXT_ON(0, zone) struct zone *zone_a(struct zone *parent DEED_CONTEXT);
DEED_RETURNS_ALLOCATED(0, zone) char *zone_b(struct zone *zone DEED_CONTEXT, size_t size);
void zone_c(struct zone *zone DEED_RELEASES(zone));

void owned_bad(void) {
  struct item *item = item_a(1);
  if (!item)
    return;
  item_d(item);
} // expect: leak: 'item'

void owned_ok(void) {
  struct item *item = item_a(1);
  if (!item)
    return;
  item_d(item);
  item_b(item);
}

void taken_ok(struct queue *queue) {
  struct item *item = item_a(1);
  queue_c(queue, item);
}

void twice_bad(void) {
  struct item *item = item_a(1);
  item_b(item);
  item_b(item); // expect: double-free: 'item'
}

int zone_bad(struct zone *zone) {
  struct zone *below = zone_a(zone);
  char *text = zone_b(below, 10);
  if (!text)
    return -1; // expect: temporary-not-freed: 'below'
  text[0] = 0;
  zone_c(below);
  return 0;
}

char *zone_escape_bad(struct zone *zone) {
  struct zone *below = zone_a(zone);
  char *text = zone_b(below, 10);
  zone_c(below);
  return text; // expect: temporary-escape: 'text'
}

char *zone_ok(struct zone *zone) {
  struct zone *below = zone_a(zone);
  char *text = zone_b(below, 10);
  char *result = text ? zone_b(zone, 10) : NULL;
  zone_c(below);
  return result;
}
