// RUN: %check_both %s -- -std=gnu11
// What a callee does by the kind that it is passed, callers that pass a kind know.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { FLAG, COUNT, TEXT };

static int put(enum kind kind, void *at, char *text) {
  switch (kind) {
  case FLAG:
    *(int *)at = text[0] == 'y';
    break;
  case COUNT:
    *(int *)at = atoi(text);
    break;
  case TEXT:
    *(char **)at = text;
    break;
  default:
    fprintf(stderr, "kind %d\n", (int)kind);
    return -1;
  }
  return 0;
}

struct option {
  enum kind kind;
};

int option_set_ok(const struct option *o, void *at, const char *value) {
  char *text = strdup(value);
  if (!text)
    return 0;
  put(o->kind, at, text);
  printf("set to %s\n", value);
  if (o->kind != TEXT)
    free(text);
  return 1;
}

int option_set_bad(const struct option *o, void *at, const char *value) {
  char *text = strdup(value);
  if (!text)
    return 0;
  put(o->kind, at, text); // expect: conditional-transfer: 'text' is lost when 'put' fails
  if (o->kind == COUNT)
    free(text);
  return 1;
}

struct job {
  struct job *next;
  int number;
};
static struct job *waiting, *running, *done;

static int job_add(struct job *job, int to) {
  struct job **list;
  switch (to) {
  case 0: list = &waiting; break;
  case 1: list = &running; break;
  case 2: list = &done; break;
  default: return -1;
  }
  job->next = *list;
  *list = job;
  return 1;
}

int job_start_ok(int number) {
  struct job *job = malloc(sizeof *job);
  if (!job)
    return -1;
  job->number = number;
  job_add(job, 1);
  return 0;
}

int job_start_bad(int number, int to) {
  struct job *job = malloc(sizeof *job);
  if (!job)
    return -1;
  job->number = number;
  job_add(job, to); // expect: conditional-transfer: 'job' is lost when 'job_add' fails
  return 0;
}

int job_unknown_bad(int number) {
  struct job *job = malloc(sizeof *job);
  if (!job)
    return -1;
  job->number = number;
  job_add(job, 3); // expect: conditional-transfer: 'job' is lost when 'job_add' fails
  return 0;
}
