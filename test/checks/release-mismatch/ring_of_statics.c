// RUN: %check_both %s -- -std=gnu11
// A ring that ends at a variable of the program, which its loops do not release.
#include <stdlib.h>

struct job {
  struct job *before, *after;
  int number;
};

static struct job jobs = {&jobs, &jobs, 0};

static void jobs_add(int number) {
  struct job *j = malloc(sizeof *j);
  if (!j)
    return;
  j->number = number;
  j->before = jobs.before;
  j->after = &jobs;
  jobs.before->after = j;
  jobs.before = j;
}

static void jobs_forget(void) {
  struct job *j = jobs.after;
  while (j != &jobs) {
    struct job *after = j->after;
    free(j);
    j = after;
  }
  jobs.after = jobs.before = &jobs;
}

void serve_ok(const int *orders, int n) {
  for (int i = 0; i < n; i++) {
    if (orders[i] < 0)
      jobs_forget();
    else
      jobs_add(orders[i]);
  }
  jobs_forget();
}

void forget_again_ok(void) {
  jobs_forget();
  jobs_forget();
}

void end_bad(void) {
  struct job *last = &jobs;
  free(last); // expect: release-mismatch: never allocated
}
