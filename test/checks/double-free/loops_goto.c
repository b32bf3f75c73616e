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

/* A loop that does not go on: each round finds what the round before released. */
struct packet {
  struct packet *next;
  char *bytes;
};
struct line {
  struct packet *first;
  char *label;
};

void hang_up_bad(struct line *l) {
  while (l->first != NULL)
    free(l->first); // expect: double-free: 'l->first'
}

void hang_up_ok(struct line *l) {
  while (l->first != NULL) {
    struct packet *gone = l->first;
    l->first = gone->next;
    free(gone);
  }
}

static void discard(struct packet *p) { free(p); }

void flush_bad(struct line *l, int n) {
  for (int i = 0; i < n; i++)
    discard(l->first); // expect: double-free: 'l->first'
}

void again_bad(struct line *l) {
  struct packet *p = l->first;
  do {
    free(p); // expect: double-free: 'p'
    p = l->first;
  } while (p);
}

void relabel_ok(struct line *l, char **names, int n) {
  for (int i = 0; i < n; i++) {
    free(l->label);
    l->label = names[i];
  }
}

/* Who takes the first one out is another function, which is not seen. */
void unlink_first(struct line *l);
void unlinked_ok(struct line *l) {
  while (l->first) {
    struct packet *p = l->first;
    unlink_first(l);
    free(p);
  }
}

/* It knows its line, and takes itself out. */
struct plug {
  struct plug *next;
  struct board *board;
};
struct board {
  struct plug *plugs;
};
static void pull(struct plug *p) {
  p->board->plugs = p->next;
  free(p);
}
void pull_all_ok(struct board *b) {
  while (b->plugs)
    pull(b->plugs);
}

/* Only the first round releases it. */
void once_ok(struct line *l, int n) {
  int done = 0;
  for (int i = 0; i < n; i++)
    if (!done) {
      free(l->label);
      done = 1;
    }
}

/* An element is one and the same until the counter counts. */
void twice_each_bad(char **words, int n) {
  for (int i = 0; i < n; i++) {
    free(words[i]);
    if (n > 100)
      free(words[i]); // expect: double-free: 'words[i]'
  }
}

void each_ok(char **words, int n) {
  for (int i = 0; i < n; i++) {
    free(words[i]);
    words[i] = NULL;
  }
  for (int i = 0; i < n; i++)
    free(words[i]);
}

void moved_up_ok(char **words, int n) {
  int i = 0;
  while (i < n) {
    free(words[i]);
    words[i] = words[n - 1];
    if (words[i] == NULL)
      i++;
    n--;
  }
}

void pairs_ok(char **words, int n) {
  for (int i = 0; i + 1 < n; i++) {
    free(words[i]);
    i++;
    free(words[i]);
  }
}

void next_number(int *at);
void counted_by_other_ok(char **words, int n) {
  for (int i = 0; i < n;) {
    free(words[i]);
    next_number(&i);
    if (i < n)
      free(words[i]);
    next_number(&i);
  }
}
