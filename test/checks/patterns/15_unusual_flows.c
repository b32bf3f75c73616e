// RUN: %check_both %s
// Hard pattern 15: unions, memcpy of pointers, struct by value, round trips through uintptr_t, goto backwards, fall-through,
// comma and statement expressions.
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int probe(int n);
union any {
  char *text;
  void *raw;
};
struct pair {
  int tag;
  char *text;
};

void union_ok(void) {
  union any a;
  a.text = malloc(3);
  free(a.raw);
}

void union_bad(void) {
  union any a;
  a.text = malloc(3);
  free(a.raw);
  free(a.text); // expect: double-free
}

void copied_bytes_ok(void) {
  char *p = malloc(3), *q;
  memcpy(&q, &p, sizeof q);
  free(q);
}

void copied_bytes_bad(void) {
  char *p = malloc(3), *q;
  memcpy(&q, &p, sizeof q);
  free(q);
  free(p); // expect: double-free: 'p'
}

void copied_struct_ok(void) {
  struct pair a = {1, malloc(3)}, b = a;
  free(b.text);
}

void copied_struct_bad(void) {
  struct pair a = {1, malloc(3)}, b = a;
  free(b.text);
  free(a.text); // expect: double-free
}

void number_ok(void) {
  char *p = malloc(3);
  uintptr_t n = (uintptr_t)p;
  free((char *)n);
}

void number_bad(void) {
  char *p = malloc(3);
  uintptr_t n = (uintptr_t)p;
  free((char *)n);
  free(p); // expect: double-free: 'p'
}

int backwards_ok(void) {
  int tries = 0;
  char *p;
again:
  p = malloc(3);
  if (p && probe(tries) < 0) {
    free(p);
    if (tries++ < 3)
      goto again;
    return -1;
  }
  free(p);
  return 0;
}

int backwards_bad(void) {
  int tries = 0;
  char *p;
again:
  p = malloc(3); // expect: leak: 'p'
  if (p && probe(tries) < 0 && tries++ < 3)
    goto again;
  free(p);
  return 0;
}

void falls_through_ok(int n) {
  char *p = malloc(3);
  switch (n) {
  case 1:
    probe(1);
    // fall through
  case 2:
    free(p);
    break;
  default:
    free(p);
  }
}

void falls_through_bad(int n) {
  char *p = malloc(3);
  switch (n) {
  case 1:
    free(p);
    // fall through
  case 2:
    free(p); // expect: double-free: 'p'
    break;
  default:
    free(p);
  }
}

void comma_bad(void) {
  char *p;
  p = malloc(3), probe(1);
  (void)(free(p), probe(2));
  probe(3), free(p); // expect: double-free: 'p'
}

void comma_ok(void) {
  char *p;
  p = malloc(3), probe(1);
  (void)(free(p), probe(2));
}

int statement_expression_bad(void) {
  int n = __extension__({
    char *inner = malloc(3);
    inner ? probe(1) : probe(2);
  }); // expect: leak: 'inner'
  return n;
}

int statement_expression_ok(void) {
  char *p = __extension__({
    char *inner = malloc(3);
    inner;
  });
  free(p);
  return 0;
}
