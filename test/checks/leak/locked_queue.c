// RUN: %check_both %s -- -std=gnu11
// A mutex in the object that is locked changes the mutex alone; a queue that is filled at its tail has the item by its
// head, whatever the tail is.
#include <pthread.h>
#include <stdlib.h>

struct job {
  struct job *next;
  int number;
};
struct jobs {
  struct job *first, **last;
  pthread_mutex_t mutex;
};

static int jobs_put(struct jobs *q, int number) {
  struct job *j = malloc(sizeof *j);
  if (!j)
    return -1;
  j->next = NULL;
  j->number = number;
  pthread_mutex_lock(&q->mutex);
  *q->last = j;
  q->last = &j->next;
  pthread_mutex_unlock(&q->mutex);
  return 0;
}

static void *jobs_end(void *all) {
  struct jobs *q = all;
  pthread_mutex_lock(&q->mutex);
  for (struct job *j; (j = q->first);) {
    q->first = j->next;
    free(j);
  }
  q->last = &q->first;
  pthread_mutex_unlock(&q->mutex);
  return NULL;
}

int two_threads_ok(void) {
  struct jobs q = {.mutex = PTHREAD_MUTEX_INITIALIZER, .last = &q.first};
  pthread_t other;
  jobs_put(&q, 1);
  if (pthread_create(&other, NULL, jobs_end, &q))
    return 1;
  jobs_put(&q, 2);
  pthread_join(other, NULL);
  jobs_end(&q);
  return 0;
}

// What a lock does not change is known behind it.
struct cache {
  pthread_mutex_t mutex;
  char *text;
  int own;
};

static void cache_drop(struct cache *c) {
  pthread_mutex_lock(&c->mutex);
  if (c->own)
    free(c->text);
  pthread_mutex_unlock(&c->mutex);
}

void lent_ok(struct cache *c) {
  char *text = malloc(10);
  c->own = 0;
  c->text = text;
  cache_drop(c);
  c->text = NULL;
  free(text);
}

void owned_bad(struct cache *c) {
  char *text = malloc(10);
  c->own = 1;
  c->text = text;
  cache_drop(c);
  c->text = NULL;
  free(text); // expect: double-free: 'text'
}
