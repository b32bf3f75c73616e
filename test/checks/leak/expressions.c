// RUN: %check_both %s
// && || ?: comma and statement expressions, casts, conditions with calls.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool check(const char *s);

void ternary_ok(bool b, const char *s) {
  char *p = b ? strdup(s) : NULL;
  free(p);
}

void ternary_bad(bool b, const char *s) {
  char *p = b ? strdup(s) : NULL;
  if (p)
    puts(p);
} // expect: leak: 'p'

void either_side_ok(bool b) {
  char *p = b ? malloc(1) : malloc(2);
  free(p);
}

void and_assign_ok(bool b) {
  char *p = NULL;
  if (b && (p = malloc(10)) != NULL)
    *p = 0;
  free(p);
}

void and_assign_bad(bool b) {
  char *p = NULL;
  if (b && (p = malloc(10)) != NULL)
    *p = 0;
} // expect: leak: 'p'

void or_ok(void) {
  char *p;
  if ((p = malloc(10)) == NULL || !check("x")) {
    free(p);
    return;
  }
  free(p);
}

void or_bad(void) {
  char *p;
  if ((p = malloc(10)) == NULL || !check("x"))
    return; // expect: leak: 'p'
  free(p);
}

void comma_ok(void) {
  char *p, *q;
  p = malloc(1), q = p;
  free(q);
}

void statement_expression_ok(const char *s) {
  char *p = ({
    char *t = strdup(s);
    t;
  });
  free(p);
}

void statement_expression_bad(const char *s) {
  int n = ({
    char *t = strdup(s);
    t ? (int)strlen(t) : 0;
  }); // expect: leak: 't'
  printf("%d\n", n);
}

void cast_ok(void) {
  char *p = malloc(10);
  void *q = (void *)p;
  free((char *)q);
}

void round_trip_ok(void) {
  char *p = malloc(10);
  uintptr_t bits = (uintptr_t)p;
  free((void *)bits);
}

void interior_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return;
  char *colon = strchr(copy, ':');
  if (colon)
    *colon = 0;
  puts(copy);
  free(copy);
}

void interior_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return;
  char *colon = strchr(copy, ':');
  if (colon)
    *colon = 0;
  puts(copy);
} // expect: leak: 'copy'

// The last pointer left is an interior one: still the same object.
struct header {
  size_t size;
  char data[16];
};

char *payload_ok(void) {
  struct header *h = malloc(sizeof *h);
  if (!h)
    return NULL;
  h->size = 16;
  return h->data;
}

void argument_comes_back_ok(const char *s) {
  char *p = malloc(10);
  if (p)
    free(strcpy(p, s));
}

void gnu_elvis_ok(char *given) {
  char *p = malloc(10);
  char *q = p ?: given;
  if (q)
    puts(q);
  free(p);
}

#define STRDUP_OR_RETURN(var, s)                                               \
  char *var = strdup(s);                                                       \
  if (!var)                                                                    \
  return

void macro_ok(const char *s) {
  STRDUP_OR_RETURN(p, s);
  puts(p);
  free(p);
}

void macro_bad(const char *s) {
  STRDUP_OR_RETURN(p, s);
  puts(p);
} // expect: leak: 'p'

struct named {
  int size;
  char *text;
};

void either_name_bad(int n) {
  char *p = malloc(4), *q;
  q = n ? p : p;
  (void)q;
} // expect: leak: 'q'

void literal_struct_bad(void) {
  char *p = malloc(4);
  struct named s = (struct named){.text = p};
  (void)s;
} // expect: leak: 'p'

void literal_struct_ok(void) {
  char *p = malloc(4);
  struct named s = (struct named){.text = p};
  free(s.text);
}
