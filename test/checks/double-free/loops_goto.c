// RUN: %check_both %s
// The second release stands in another round, or behind a label.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void loop_bad(char *p, int n) {
  while (n-- > 0)
    free(p); // expect: double-free: 'p'
}

void loop_ok(char *p, int n) {
  while (n-- > 0) {
    free(p);
    p = strdup("x");
  }
  free(p);
}

void loop_null_ok(char *p, int n) {
  while (n-- > 0) {
    free(p);
    p = NULL;
  }
}

void loop_break_ok(char *p, int n) {
  while (n-- > 0) {
    if (n == 3) {
      free(p);
      p = NULL;
      break;
    }
  }
  free(p);
}

void loop_break_bad(char *p, int n) {
  while (n-- > 0) {
    if (n == 3) {
      free(p);
      break;
    }
  }
  free(p); // expect: double-free: 'p'
}

int ladder_bad(const char *s) {
  int result = -1;
  char *a = strdup(s);
  if (!a)
    return -1;
  if (*a == 'x') {
    free(a);
    goto out;
  }
  result = 0;
out:
  free(a); // expect: double-free: 'a'
  return result;
}

int ladder_ok(const char *s) {
  int result = -1;
  char *a = strdup(s);
  if (!a)
    return -1;
  if (*a == 'x')
    goto out;
  result = 0;
out:
  free(a);
  return result;
}

int ladder_null_ok(const char *s) {
  int result = -1;
  char *a = strdup(s);
  if (!a)
    return -1;
  if (*a == 'x') {
    free(a);
    a = NULL;
    goto out;
  }
  result = 0;
out:
  free(a);
  return result;
}

struct node {
  struct node *next;
  char *text;
};

void list_ok(struct node *head) {
  while (head) {
    struct node *next = head->next;
    free(head->text);
    free(head);
    head = next;
  }
  free(head);
}

void elements_ok(char **all, int n) {
  for (int i = 0; i < n; i++)
    free(all[i]);
  free(all);
}

void do_while_bad(char *p, bool again) {
  do {
    free(p); // expect: double-free: 'p'
  } while (again);
}

void do_while_ok(bool again) {
  do {
    char *p = malloc(10);
    free(p);
  } while (again);
}
