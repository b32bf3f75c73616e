// RUN: %check_both %s -- -std=gnu11
// What a function takes out of a field that says that it owns, and returns, is its caller's.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct job {
  char *own_title;
  struct job *own_next;
} job_t;
typedef struct spool {
  job_t *own_first;
  const job_t *ref_last;
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
  mut_spool->count--;
  return own_job;
}

static job_t *spool_first(spool_t *mut_spool) {
  mut_spool->count++;
  return mut_spool->own_first;
}

static void spool_push(spool_t *mut_spool, job_t *own_job) {
  own_job->own_next = mut_spool->own_first;
  mut_spool->own_first = own_job;
}

static char *job_take_title(job_t *mut_job) {
  char *own_title = mut_job->own_title;
  mut_job->own_title = NULL;
  return own_title;
}

size_t popped_bad(spool_t *mut_spool) {
  job_t *own_job = spool_pop(mut_spool);
  if (!own_job)
    return 0;
  return strlen(own_job->own_title); // expect: leak: 'own_job'
}

bool title_bad(job_t *mut_job) {
  char *own_title = job_take_title(mut_job);
  return own_title && own_title[0] == '-'; // expect: leak: 'own_title'
}

size_t popped_ok(spool_t *mut_spool) {
  job_t *own_job = spool_pop(mut_spool);
  size_t length = own_job && own_job->own_title ? strlen(own_job->own_title) : 0;
  job_destroy(own_job);
  return length;
}

void cleared_ok(spool_t *mut_spool) {
  job_t *own_job;
  while ((own_job = spool_pop(mut_spool)))
    job_destroy(own_job);
}

void moved_ok(spool_t *mut_from, spool_t *mut_to) {
  job_t *own_job = spool_pop(mut_from);
  if (own_job)
    spool_push(mut_to, own_job);
}

job_t *passed_on_ok(spool_t *mut_spool) {
  return spool_pop(mut_spool);
}

size_t looked_ok(spool_t *mut_spool) {
  const job_t *ref_job = spool_first(mut_spool);
  return ref_job ? strlen(ref_job->own_title) : 0;
}

bool exchanged_ok(job_t *mut_job, job_t *mut_other) {
  char *own_title = job_take_title(mut_job);
  free(mut_other->own_title);
  mut_other->own_title = own_title;
  return true;
}
