// list = list_remove(list, item): what a callee returns where two of its arguments are the same.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>

struct job {
  struct job *next, *prev;
  int done;
};

static struct job *job_remove(struct job *list, struct job *it) {
  if (!list || !it)
    return list;
  if (it == list) {
    list = it->next;
    if (list)
      list->prev = it->prev;
    it->prev = NULL;
  } else {
    if (it->next)
      it->next->prev = it->prev;
    if (it->prev)
      it->prev->next = it->next;
  }
  return list;
}

static struct job *queue;

void finish_ok(void) {
  while (queue) {
    struct job *first = queue;
    if (!first->done)
      break;
    queue = job_remove(queue, first); // the one behind it
    free(first);
  }
}

int finish_one_bad(struct job *jobs) {
  if (!jobs)
    return 0;
  struct job *rest = job_remove(jobs, jobs);
  free(jobs);
  return (rest ? rest->done : 0) + jobs->done; // expect: use-after-free: 'jobs->done' is used after 'free' released it
}

int finish_other_bad(struct job *jobs, struct job *it) {
  if (!jobs || !it)
    return 0;
  jobs = job_remove(jobs, it);
  free(it);
  free(jobs);
  return jobs->done; // expect: use-after-free: 'jobs->done' is used after 'free' released it
}
