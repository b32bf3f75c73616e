// RUN: %check_both %s --rules=double-free,conditional-transfer,error-path-leak -- -std=gnu11
// Functions of the library that reallocate, reopen, or only look.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

int lines_bad(FILE *f) {
  char *line = NULL;
  size_t room = 0;
  int n = 0;
  while (getline(&line, &room, f) > 0) { // expect: double-free: 'line' is released twice
    n++;
    free(line);
  }
  return n;
}
int lines_ok(FILE *f) {
  char *line = NULL;
  size_t room = 0;
  int n = 0;
  while (getline(&line, &room, f) > 0) {
    n++;
    free(line);
    line = NULL;
    room = 0;
  }
  free(line);
  return n;
}
// freopen() closes the old stream, whether it can open the new one or not.
int reopen_ok(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    return -1;
  if (!freopen(path, "w", f))
    return -1;
  fputs("x", f);
  return fclose(f);
}
int reopen_assigned_ok(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    return -1;
  f = freopen(path, "w", f);
  if (!f)
    return -1;
  fputs("x", f);
  return fclose(f);
}
int epoll_bad(int fd) {
  struct epoll_event event = {.events = EPOLLIN};
  int poll = epoll_create1(0);
  if (poll < 0)
    return -1;
  if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) < 0)
    return -1; // expect: error-path-leak: 'poll'
  close(poll);
  return 0;
}

struct pool;
struct job {
  struct pool *owner;
  struct job *next;
  char *name;
};
struct pool {
  struct job *jobs;
  int *slots;
};
int pool_changed(struct pool *p);
// The pool that the job points back to goes to who knows where: the job may be out of its list then.
static void job_end(struct job *j) {
  if (j->owner) {
    pool_changed(j->owner);
    if (j->owner->slots) {
      int *fewer = realloc(j->owner->slots, 16);
      if (fewer)
        j->owner->slots = fewer;
    }
  }
  free(j->name);
  free(j);
}
static void job_end_alone(struct job *j) {
  free(j->name);
  free(j);
}
void pool_clear_ok(struct pool *p) {
  while (p->jobs)
    job_end(p->jobs);
}
void pool_end_first_ok(struct pool *p) {
  job_end(p->jobs);
  if (p->jobs)
    job_end(p->jobs);
}
void pool_end_first_bad(struct pool *p) {
  job_end_alone(p->jobs);
  job_end_alone(p->jobs); // expect: double-free: 'p->jobs'
}
void job_by_name_bad(struct job *j) {
  job_end(j);
  job_end(j); // expect: double-free: 'j'
}
