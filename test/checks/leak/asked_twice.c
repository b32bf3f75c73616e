// RUN: %check_both %s
// A function that only reads answers the same question alike.
#include <stdlib.h>

struct job {
  const char *name;
};
int wants(int job, char what);
int more(int fd);
int unit_is_active(const struct job *job);
void change(struct job *job);

void number_ok(int job) {
  char *q = NULL;
  if (wants(job, 'q'))
    q = malloc(4);
  if (wants(job, 'q'))
    free(q);
}

void number_bad(int job) {
  char *q = NULL;
  if (wants(job, 'q'))
    q = malloc(4);
  if (wants(job, 'p'))
    free(q);
} // expect: leak: 'q'

static int is_large(const struct job *job) { return job->name[0] > 'c'; }

void helper_ok(struct job *job) {
  char *q = NULL;
  if (is_large(job))
    q = malloc(4);
  if (is_large(job))
    free(q);
}

void written_between_bad(struct job *job) {
  char *q = NULL;
  if (is_large(job))
    q = malloc(4);
  job->name = "none";
  if (is_large(job))
    free(q);
} // expect: leak: 'q'

void changed_between_bad(struct job *job) {
  char *q = NULL;
  if (unit_is_active(job))
    q = malloc(4);
  change(job);
  if (unit_is_active(job))
    free(q);
} // expect: leak: 'q'

void declared_ok(const struct job *job) {
  char *q = NULL;
  if (unit_is_active(job))
    q = malloc(4);
  if (unit_is_active(job))
    free(q);
}

// Each round asks anew.
void loop_bad(int fd) {
  char *p = malloc(3);
  while (more(fd))
    if (p)
      p[0] = 1;
} // expect: leak: 'p'

void loop_ok(int fd) {
  char *p = malloc(3);
  while (more(fd))
    if (p)
      p[0] = 1;
  free(p);
}

// The library compares texts, which are one wherever they are written.
int strcmp(const char *a, const char *b);
void text_ok(const char *name) {
  char *q = NULL;
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  if (strcmp(name, "-") != 0)
    free(q);
}

void text_bad(const char *name) {
  char *q = NULL;
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  if (strcmp(name, "+") != 0)
    free(q);
} // expect: leak: 'q'

// What is written elsewhere is not the name.
int read_block(char (*into)[8]);
int text_read_between_ok(const char *name, char (*block)[8]) {
  char *q = NULL;
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  int n = read_block(block);
  if (strcmp(name, "-") != 0)
    free(q);
  return n;
}

int text_changed_between_bad(char *name, char (*block)[8]) {
  char *q = NULL;
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  int n = read_block(block);
  name[0] = (char)n;
  if (strcmp(name, "-") != 0)
    free(q);
  return n; // expect: leak: 'q'
}

// Nor is it in the next round of a loop, as long as the name that was passed is asked, and nothing writes to it.
int read_line(char *line);
void read_all_ok(const char *name) {
  char *q = NULL;
  char line[80];
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  while (read_line(line))
    if (line[0] == '#')
      continue;
  if (strcmp(name, "-") != 0)
    free(q);
}

void read_next_name_bad(char *name) {
  char *q = NULL;
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  while (read_line(name))
    if (name[0] == '#')
      continue;
  if (strcmp(name, "-") != 0)
    free(q);
} // expect: leak: 'q'

void read_lines_bad(const char *name, const char *other) {
  char *q = NULL;
  char line[80];
  if (strcmp(name, "-") != 0)
    q = malloc(4);
  while (read_line(line))
    name = other;
  if (strcmp(name, "-") != 0)
    free(q);
} // expect: leak: 'q'
