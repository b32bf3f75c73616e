// RUN: %check_both %s -- -std=gnu11
// What a call put into a local struct of the caller's is there from then on, and used by that name.
#include <stdlib.h>
#include <string.h>

typedef struct job {
  char *own_title;
  struct job *own_next;
} job_t;
typedef struct spool {
  job_t *own_first;
  int count;
} spool_t;

static void job_destroy(job_t *own_job) {
  if (!own_job)
    return;
  free(own_job->own_title);
  free(own_job);
}

static job_t *spool_pop(spool_t *mut_spool) {
  job_t *own_job = mut_spool->own_first;
  if (!own_job)
    return NULL;
  mut_spool->own_first = own_job->own_next;
  own_job->own_next = NULL;
  return own_job;
}

static void spool_push(spool_t *mut_spool, job_t *own_job) {
  own_job->own_next = mut_spool->own_first;
  mut_spool->own_first = own_job;
}

static void spool_clear(spool_t *mut_spool) {
  job_t *own_job;
  while ((own_job = spool_pop(mut_spool)))
    job_destroy(own_job);
}

void popped_ok(const char *ref_title) {
  spool_t spool = {NULL, 0};
  job_t *own_new = calloc(1, sizeof *own_new);
  if (!own_new)
    return;
  own_new->own_title = strdup(ref_title);
  spool_push(&spool, own_new);
  own_new = NULL;
  job_t *own_job = spool_pop(&spool);
  job_destroy(own_job);
}

int read_ok(const char *ref_title) {
  spool_t spool = {NULL, 0};
  job_t *own_new = calloc(1, sizeof *own_new);
  if (!own_new)
    return 0;
  own_new->own_title = strdup(ref_title);
  spool_push(&spool, own_new);
  own_new = NULL;
  int titled = spool.own_first->own_title != NULL;
  spool_clear(&spool);
  return titled;
}

int many_ok(int n) {
  spool_t spool = {NULL, 0};
  for (int i = 0; i < n; i++) {
    job_t *own_new = calloc(1, sizeof *own_new);
    if (!own_new)
      break;
    spool_push(&spool, own_new);
    own_new = NULL;
  }
  n = spool.count;
  spool_clear(&spool);
  return n;
}

void old_name_bad(const char *ref_title) {
  spool_t spool = {NULL, 0};
  job_t *own_new = calloc(1, sizeof *own_new);
  if (!own_new)
    return;
  spool_push(&spool, own_new);
  own_new->own_title = strdup(ref_title); // expect: use-after-transfer: 'own_new
  own_new = NULL;
  spool_clear(&spool);
}

void released_bad(void) {
  spool_t spool = {NULL, 0};
  job_t *own_new = calloc(1, sizeof *own_new);
  if (!own_new)
    return;
  spool_push(&spool, own_new);
  job_destroy(own_new); // expect: double-free: 'own_new'
  own_new = NULL;
  spool_clear(&spool);
}
