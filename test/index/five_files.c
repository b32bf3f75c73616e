// RUN: %check_index %s
// A value goes through five files, and the fourth forgets it when it fails.
//--- all.h
struct job {
  char *input;
};
char *read_text(const char *path);
struct job *job_new(char *input);
void job_end(struct job *j);
int run_bad(const char *path);
int run_ok(const char *path);
int check(const struct job *j);
//--- read.c
#include "all.h"
#include <stdlib.h>
char *read_text(const char *path) {
  char *p = malloc(16);
  if (p)
    p[0] = path[0];
  return p;
}
//--- job.c
#include "all.h"
#include <stdlib.h>
struct job *job_new(char *input) {
  struct job *j = malloc(sizeof *j);
  if (!j)
    return NULL;
  j->input = input;
  return j;
}
void job_end(struct job *j) {
  free(j->input);
  free(j);
}
//--- check.c
#include "all.h"
int check(const struct job *j) { return j->input[0] == 'x' ? 0 : -1; }
//--- run.c
#include "all.h"
#include <stdlib.h>
int run_bad(const char *path) {
  char *text = read_text(path);
  if (!text)
    return -1;
  struct job *j = job_new(text);
  if (!j)
    return -1; // expect: conditional-transfer: 'text'
  int r = check(j);
  job_end(j);
  return r;
}
int run_ok(const char *path) {
  char *text = read_text(path);
  if (!text)
    return -1;
  struct job *j = job_new(text);
  if (!j) {
    free(text);
    return -1;
  }
  int r = check(j);
  job_end(j);
  return r;
}
//--- main.c
#include "all.h"
int main(int argc, char **argv) { return argc > 1 ? run_bad(argv[1]) : run_ok("x"); }
