// RUN: %check_both %s -- -std=gnu11
// What a store takes out of a list is no longer found there.
#include <stdlib.h>

struct node {
  struct node *next, *prev;
};
static struct node ring = {&ring, &ring};
struct queue {
  struct node *first, *last;
};
static struct queue q = {(struct node *)&q, (struct node *)&q};

void drained_ok(void) {
  struct node *n;
  while ((n = ring.next) != &ring) {
    n->next->prev = n->prev;
    n->prev->next = n->next;
    free(n);
  }
}

static void unlink_node(struct node *n) {
  n->next->prev = n->prev;
  n->prev->next = n->next;
}

void drained_by_helper_ok(void) {
  struct node *n;
  while ((n = ring.next) != &ring) {
    unlink_node(n);
    free(n);
  }
}

void cast_ok(void) {
  struct node *n;
  while ((n = q.first) != (struct node *)&q) {
    n->next->prev = n->prev;
    n->prev->next = n->next;
    free(n);
  }
}

struct hnode {
  struct hnode *next, **pprev;
};
static struct hnode *head;

void pprev_ok(void) {
  struct hnode *n;
  while ((n = head) != NULL) {
    if (n->next)
      n->next->pprev = n->pprev;
    *n->pprev = n->next;
    free(n);
  }
}

void not_taken_out_bad(void) {
  struct node *n;
  while ((n = ring.next) != &ring)
    free(n); // expect: double-free
}

void head_stays_bad(void) {
  struct hnode *n;
  while ((n = head) != NULL)
    free(n); // expect: double-free
}

// Taken out, and linked to itself.
static void take_out(struct node *n) {
  n->next->prev = n->prev;
  n->prev->next = n->next;
  n->next = n->prev = n;
}

struct job {
  int id;
  struct node link;
};
#define job_of(p) ((struct job *)((char *)(p) - __builtin_offsetof(struct job, link)))

void jobs_ok(void) {
  while (ring.next != &ring) {
    struct job *j = job_of(ring.next);
    take_out(&j->link);
    free(j);
  }
}

void jobs_bad(void) {
  while (ring.next != &ring) {
    struct job *j = job_of(ring.next);
    free(j); // expect: double-free
  }
}

// --- children that a callee unlinks by their parent, of which a test was made before
struct item {
  struct item *parent, *first, *last, *next, *prev;
};

void remove_item(struct item *i) {
  if (i->parent->last == i)
    i->parent->last = i->prev;
  if (i->parent->first == i)
    i->parent->first = i->next;
  free(i);
}

void trimmed_ok(struct item *list) {
  if (list->first != list->last) {
    while (list->first != list->last)
      remove_item(list->last);
  }
}

void emptied_ok(struct item *list) {
  if (list->first)
    while (list->first)
      remove_item(list->first);
}

void drop_item(struct item *i) {
  free(i);
}

void dropped_bad(struct item *list) {
  if (list->first) {
    drop_item(list->first);
    drop_item(list->first); // expect: double-free
  }
}

// A queue in two locals: its tail is what was taken out only where nothing is left.
struct line {
  struct line *next;
  int id;
};
int wanted(int id);

static struct line *line_new(int id) {
  struct line *l = malloc(sizeof *l);
  if (!l)
    abort();
  l->next = NULL;
  l->id = id;
  return l;
}

void queue_ok(void) {
  struct line *head, *tail, *line;
  head = tail = line_new(0);
  while (head) {
    while (head && !wanted(head->id)) {
      line = head;
      head = head->next;
      free(line);
    }
    if (wanted(-1)) {
      line = line_new(1);
      if (!head)
        head = line;
      else
        tail->next = line;
      tail = line;
    }
  }
}

void queue_bad(void) {
  struct line *head, *tail, *line;
  head = tail = line_new(0);
  line = head;
  head = head->next;
  free(line);
  if (wanted(1))
    tail->next = NULL; // expect: use-after-free: 'tail->next'
  free(head);
}
