// RUN: %check_both %s
// Hard pattern 6: pushing to a list in a loop with the head kept; a loop that frees a list: at its exit the cursor is NULL.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  char *text;
};

struct node *build_ok(int n) {
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *e = malloc(sizeof *e);
    if (!e)
      break;
    e->text = NULL;
    e->next = head;
    head = e;
  }
  return head;
}

struct node *append_ok(int n) {
  struct node *head = NULL, **tail = &head;
  while (n-- > 0) {
    struct node *e = calloc(1, sizeof *e);
    if (!e)
      break;
    *tail = e;
    tail = &e->next;
  }
  return head;
}

void free_all_ok(struct node *head) {
  while (head) {
    struct node *next = head->next;
    free(head->text);
    free(head);
    head = next;
  }
}

void free_all_bad(struct node *head) {
  for (struct node *e = head; e; e = e->next) // expect: use-after-free
    free(e);
}

void build_and_free_ok(int n) {
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *e = malloc(sizeof *e);
    if (!e)
      break;
    e->next = head;
    head = e;
  }
  while (head) {
    struct node *e = head;
    head = head->next;
    free(e);
  }
}

// Each round forgets what the last one made.
void forgotten_bad(int n) {
  struct node *e = NULL;
  for (int i = 0; i < n; i++) {
    e = malloc(sizeof *e); // expect: leak: 'e'
    if (!e)
      return;
    e->next = NULL;
  }
  free(e);
}

void text_then_node_bad(struct node *head) {
  while (head) {
    struct node *next = head->next;
    free(head);
    free(head->text); // expect: use-after-free
    head = next;
  }
}

void freed_twice_bad(struct node *head) {
  while (head) {
    struct node *next = head->next;
    if (!next)
      free(head);
    free(head); // expect: double-free: 'head'
    head = next;
  }
}

int remove_first_ok(struct node **head, const char *text) {
  for (struct node **at = head; *at; at = &(*at)->next) {
    struct node *e = *at;
    if (e->text && !strcmp(e->text, text)) {
      *at = e->next;
      free(e->text);
      free(e);
      return 1;
    }
  }
  return 0;
}

// The removed node stays in the list.
int remove_all_bad(struct node *head, const char *text) {
  for (struct node *e = head; e; e = e->next) // expect: use-after-free
    if (e->text && !strcmp(e->text, text)) {
      free(e->text);
      free(e);
      continue;
    }
  return 0;
}
