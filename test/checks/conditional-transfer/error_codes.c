// RUN: %check_both %s -- -std=gnu11
// 0 is success, and a number above it says what went wrong: an argument that is kept for 0 alone is its caller's then.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum status { DONE, NO_MEMORY, FULL };

struct shelf {
  char *books[8];
  unsigned used;
};

static enum status shelf_add(struct shelf *s, char *book) {
  if (s->used == 8)
    return FULL;
  s->books[s->used++] = book;
  return DONE;
}

enum status lost_when_full_bad(struct shelf *s, const char *title) {
  char *copy = strdup(title);
  if (!copy)
    return NO_MEMORY;
  return shelf_add(s, copy); // expect: conditional-transfer: 'copy'
}

enum status lost_in_branch_bad(struct shelf *s, const char *title) {
  char *copy = strdup(title);
  if (!copy)
    return NO_MEMORY;
  enum status got = shelf_add(s, copy);
  if (got != DONE)
    return got; // expect: conditional-transfer: 'copy'
  return DONE;
}

enum status freed_when_full_ok(struct shelf *s, const char *title) {
  char *copy = strdup(title);
  if (!copy)
    return NO_MEMORY;
  enum status got = shelf_add(s, copy);
  if (got != DONE)
    free(copy);
  return got;
}

struct job {
  struct job *next;
  char *text;
};

static int job_push(struct job **jobs, char *text) {
  struct job *j = malloc(sizeof *j);
  if (!j)
    return ENOMEM;
  j->text = text;
  j->next = *jobs;
  *jobs = j;
  return 0;
}

int job_lost_bad(struct job **jobs, const char *text) {
  char *copy = strdup(text);
  if (!copy)
    return ENOMEM;
  int error = job_push(jobs, copy);
  if (error)
    return error; // expect: conditional-transfer: 'copy'
  return 0;
}

int job_kept_ok(struct job **jobs, const char *text) {
  char *copy = strdup(text);
  if (!copy)
    return ENOMEM;
  int error = job_push(jobs, copy);
  if (error)
    free(copy);
  return error;
}

// What is kept for other results, too, tells nothing by its number.
static int job_put(struct job **jobs, char *text) {
  struct job *j = calloc(1, sizeof *j);
  if (!j)
    return 2;
  j->text = text;
  j->next = *jobs;
  *jobs = j;
  return j->next ? 1 : 0;
}

void job_put_ok(struct job **jobs) { job_put(jobs, strdup("x")); }

// Or by a result that is no number of an error: it is there already.
static struct job *last;
static int job_remember(struct job *j) {
  if (last == j)
    return 1;
  last = j;
  return 0;
}

void remembered_ok(void) {
  struct job *j = calloc(1, sizeof *j);
  if (!j)
    return;
  job_remember(j);
  job_remember(j);
}
