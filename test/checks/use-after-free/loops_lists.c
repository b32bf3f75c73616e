// RUN: %check_both %s
// Lists that are freed, cursors, rounds of a loop.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  int value;
};

void advance_bad(struct node *head) {
  while (head) {
    free(head);
    head = head->next; // expect: use-after-free: 'head
  }
}

void advance_ok(struct node *head) {
  while (head) {
    struct node *next = head->next;
    free(head);
    head = next;
  }
}

void for_bad(struct node *head) {
  for (struct node *n = head; n; n = n->next) // expect: use-after-free: 'n
    free(n);
}

void for_ok(struct node *head) {
  for (struct node *n = head, *next; n; n = next) {
    next = n->next;
    free(n);
  }
}

void next_round_bad(char *p, int n) {
  while (n-- > 0) {
    puts(p); // expect: use-after-free: 'p
    if (n == 3)
      free(p);
  }
}

void next_round_ok(char *p, int n) {
  while (n-- > 0) {
    puts(p);
    if (n == 3) {
      free(p);
      return;
    }
  }
  free(p);
}

void after_loop_bad(int n) {
  char *p = NULL;
  for (int i = 0; i < n; i++) {
    free(p);
    p = strdup("x");
    if (!p)
      return;
  }
  if (!p)
    return;
  free(p);
  puts(p); // expect: use-after-free: 'p
}

void after_loop_ok(int n) {
  char *p = NULL;
  for (int i = 0; i < n; i++) {
    free(p);
    p = strdup("x");
    if (!p)
      return;
  }
  if (!p)
    return;
  puts(p);
  free(p);
}

// Unlink, then free; the cursor has moved on before.
void remove_ok(struct node **head, int value) {
  struct node **link = head;
  while (*link) {
    struct node *n = *link;
    if (n->value == value) {
      *link = n->next;
      free(n);
      continue;
    }
    link = &n->next;
  }
}

void remove_bad(struct node **head, int value) {
  struct node **link = head;
  while (*link) {
    struct node *n = *link;
    if (n->value == value) {
      free(n);
      *link = n->next; // expect: use-after-free: 'n
      return;
    }
    link = &n->next;
  }
}

// Elements of an array: each round frees another one.
void array_ok(char **all, int n) {
  for (int i = 0; i < n; i++) {
    puts(all[i]);
    free(all[i]);
  }
  free(all);
}

void array_bad(char **all, int n) {
  free(all);
  for (int i = 0; i < n; i++)
    free(all[i]); // expect: use-after-free: 'all
}

/* Elements in a loop. */
struct track {
  char *title;
  int length;
};
struct album {
  struct track *tracks;
  int count;
};
int play(const char *title);

void forget_bad(struct album *a) {
  for (int i = 0; i < a->count; i++) {
    struct track *t = &a->tracks[i];
    free(t->title);
    play(t->title); // expect: use-after-free: 't->title'
  }
}

void forget_by_index_bad(struct album *a) {
  for (int i = 0; i < a->count; i++) {
    free(a->tracks[i].title);
    play(a->tracks[i].title); // expect: use-after-free
  }
}

void forget_ok(struct album *a) {
  for (int i = 0; i < a->count; i++) {
    struct track *t = &a->tracks[i];
    play(t->title);
    free(t->title);
    t->title = NULL;
  }
}

/* The place that `t` stands for stays where it was, while the counter counts. */
void before_ok(struct album *a) {
  int i = 0;
  while (i + 1 < a->count) {
    struct track *t = &a->tracks[i];
    free(t->title);
    t->title = NULL;
    i++;
    play(a->tracks[i].title);
  }
}

void shifted_ok(struct album *a, int which) {
  for (int i = 0; i < a->count; i++)
    if (a->tracks[i].length == which) {
      free(a->tracks[i].title);
      memmove(&a->tracks[i], &a->tracks[i + 1], (a->count - i - 1) * sizeof a->tracks[0]);
      a->count--;
      play(a->tracks[i].title);
    }
}

/* What is gone is put where others read it. */
void file_away_bad(struct track *t, char *title) {
  free(title);
  t->title = title; // expect: use-after-free: 'title'
}

void file_away_ok(struct track *t, char *title) {
  free(t->title);
  t->title = title;
}
