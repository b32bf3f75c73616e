// RUN: %check_both %s
// while, do, for, break, continue; lists that are built and freed in loops.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  char *text;
};

bool wanted(const char *text);

void each_round_bad(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(10);
    if (p)
      *p = 0;
  } // expect: leak: 'p'
}

void each_round_ok(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(10);
    if (p)
      *p = 0;
    free(p);
  }
}

void outside_bad(int n) {
  char *p = NULL;
  for (int i = 0; i < n; i++)
    p = strdup("x"); // expect: leak
  free(p);
}

void outside_ok(int n) {
  char *p = NULL;
  for (int i = 0; i < n; i++) {
    free(p);
    p = strdup("x");
  }
  free(p);
}

void continue_bad(int n) {
  while (n-- > 0) {
    char *p = strdup("x");
    if (!p)
      break;
    if (n == 3)
      continue; // expect: leak: 'p'
    free(p);
  }
}

void continue_ok(int n) {
  while (n-- > 0) {
    char *p = strdup("x");
    if (!p)
      break;
    if (n == 3) {
      free(p);
      continue;
    }
    free(p);
  }
}

void break_bad(int n) {
  do {
    char *p = strdup("x");
    if (n == 3)
      break; // expect: leak: 'p'
    free(p);
  } while (n-- > 0);
}

void break_ok(int n) {
  do {
    char *p = strdup("x");
    if (n == 3) {
      free(p);
      break;
    }
    free(p);
  } while (n-- > 0);
}

// Found: leaves the loop with it; else it is released in the loop.
char *search_ok(int n) {
  for (int i = 0; i < n; i++) {
    char *p = strdup("x");
    if (!p)
      return NULL;
    if (wanted(p))
      return p;
    free(p);
  }
  return NULL;
}

void found_ok(int n) {
  char *found = NULL;
  for (int i = 0; i < n; i++) {
    char *p = strdup("x");
    if (p && wanted(p)) {
      found = p;
      break;
    }
    free(p);
  }
  if (found)
    puts(found);
  free(found);
}

// The cursor is NULL at the loop's end; nothing is left.
void free_list_ok(struct node *head) {
  while (head) {
    struct node *next = head->next;
    free(head->text);
    free(head);
    head = next;
  }
}

void free_list_for_ok(struct node *head) {
  for (struct node *n = head, *next; n; n = next) {
    next = n->next;
    free(n->text);
    free(n);
  }
}

// Pushed in a loop, the head is kept and returned.
struct node *push_ok(int n) {
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *x = malloc(sizeof *x);
    if (!x)
      break;
    x->text = NULL;
    x->next = head;
    head = x;
  }
  return head;
}

struct node *append_ok(int n) {
  struct node *head = NULL, **tail = &head;
  for (int i = 0; i < n; i++) {
    struct node *x = calloc(1, sizeof *x);
    if (!x)
      break;
    *tail = x;
    tail = &x->next;
  }
  return head;
}

void push_and_free_ok(int n) {
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *x = calloc(1, sizeof *x);
    if (!x)
      break;
    x->next = head;
    head = x;
  }
  while (head) {
    struct node *next = head->next;
    free(head);
    head = next;
  }
}

void endless_ok(void) {
  char *p = malloc(10);
  for (;;)
    if (p)
      *p = 0;
}

void lines_ok(FILE *f) {
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, f) != -1)
    puts(line);
  free(line);
}

void lines_bad(FILE *f) {
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, f) != -1)
    puts(line);
} // expect: leak: 'line'

// fgets() returns its argument, or NULL: the loop ends.
void lines_of_buffer_bad(const char *path) {
  char line[80];
  FILE *f = fopen(path, "r");
  if (!f)
    return;
  while (fgets(line, sizeof line, f) != NULL)
    puts(line);
} // expect: leak: 'f'

void lines_of_buffer_ok(const char *path) {
  char line[80];
  FILE *f = fopen(path, "r");
  if (!f)
    return;
  while (fgets(line, sizeof line, f) != NULL)
    puts(line);
  fclose(f);
}

// The number that a loop begins with comes once.
struct node *chain_from_ok(int first, int last) {
  struct node *head = NULL, *before = NULL;
  for (int i = first; i != last; i--) {
    struct node *n = calloc(1, sizeof *n);
    if (!n)
      abort();
    if (i == first)
      head = n;
    else
      before->next = n;
    before = n;
  }
  return head;
}
struct node *chain_from_bad(int first, int last, int other) {
  struct node *head = NULL, *before = NULL;
  for (int i = first; i != last; i--) {
    struct node *n = calloc(1, sizeof *n);
    if (!n)
      abort();
    if (i != other)
      head = n;
    else if (before)
      before->next = n;
    before = n; // expect: leak: 'before'
  }
  return head;
}
