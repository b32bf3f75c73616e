// RUN: %check_both %s -- -std=gnu11
// A callee that returns only where a list is empty, into which the caller has put something.
#include <stdlib.h>
#include <string.h>

struct mail {
  struct mail *next;
  char *to;
};
struct queue {
  struct mail *first;
};
int deliver(struct mail *m);

static int queue_add(struct queue *q, const char *to) {
  struct mail *m = calloc(1, sizeof *m);
  if (!m)
    return -1;
  m->to = strdup(to);
  if (!m->to) {
    free(m);
    return -1;
  }
  m->next = q->first;
  if (m->next)
    m->next->next = m;
  q->first = m;
  return 0;
}

static void queue_run(struct queue *q) {
  if (q->first == NULL)
    return;
  exit(deliver(q->first));
}

static void mail_end(struct mail *m) {
  free(m->to);
  free(m);
}

void bounce_ok(struct queue *q, struct mail *m) {
  if (queue_add(q, m->to) != 0)
    goto fail;
  mail_end(m);
  queue_run(q);
fail:
  mail_end(m);
}

void bounce_bad(struct queue *q, struct mail *m) {
  mail_end(m);
  queue_run(q);
  mail_end(m); // expect: double-free: 'm'
}
