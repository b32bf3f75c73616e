// RUN: %check_both %s -- -std=gnu11
// Values that leave by roads which no word describes: silence.
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct task {
  void (*run)(void *data);
  void *data;
};

struct list {
  struct list *next, *prev;
};

struct job {
  int number;
  struct list link;
};

void on_exit_call(void (*function)(void *), void *data);
void submit(struct task task);
void list_add(struct list *head, struct list *link);
static struct list queue;
static void *volatile slot;

void registered_ok(void) {
  char *p = malloc(10);
  on_exit_call(free, p);
}

void in_struct_argument_ok(void) {
  char *p = malloc(10);
  submit((struct task){free, p});
}

void linked_by_member_ok(void) {
  struct job *job = calloc(1, sizeof *job);
  if (!job)
    return;
  list_add(&queue, &job->link);
}

// Linked by hand, through a member and a global.
void linked_by_hand_ok(void) {
  struct job *job = calloc(1, sizeof *job);
  if (!job)
    return;
  job->link.next = queue.next;
  queue.next = &job->link;
}

void volatile_slot_ok(void) {
  char *p = malloc(10);
  slot = p;
}

static void *work(void *data) {
  free(data);
  return NULL;
}

bool thread_ok(void) {
  pthread_t thread;
  char *p = malloc(10);
  if (pthread_create(&thread, NULL, work, p) != 0) {
    free(p);
    return false;
  }
  return true;
}

// Elements of an array, released by a callee's loop that calls what it is given.
static void each(void **v, int n, void (*f)(void *)) {
  for (int i = 0; i < n; i++)
    f(v[i]);
}

int elements_ok(const char *a, const char *b) {
  void *v[2];
  v[0] = strdup(a);
  v[1] = strdup(b);
  each(v, 2, free);
  return 0;
}

struct some {
  void *v[4];
  int n;
};
static void each_of(struct some *p, void (*f)(void *)) {
  for (int i = 0; i < p->n; i++)
    f(p->v[i]);
}

int member_elements_ok(const char *a) {
  struct some p = {.n = 1};
  p.v[0] = strdup(a);
  each_of(&p, free);
  return 0;
}
