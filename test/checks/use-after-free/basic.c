// RUN: %check_both %s
// Reads, writes and calls with what was released.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct box {
  int size;
  char *name;
};

int read_bad(struct box *b) {
  free(b);
  return b->size; // expect: use-after-free: 'b
}

int read_ok(struct box *b) {
  int size = b->size;
  free(b);
  return size;
}

void write_bad(char *p) {
  free(p);
  p[0] = 'x'; // expect: use-after-free: 'p
}

void write_ok(char *p) {
  p[0] = 'x';
  free(p);
}

void passed_bad(char *p) {
  free(p);
  puts(p); // expect: use-after-free: 'p
}

void passed_ok(char *p) {
  puts(p);
  free(p);
}

void one_branch_bad(char *p, bool b) {
  if (b)
    free(p);
  puts(p); // expect: use-after-free: 'p
}

void one_branch_ok(char *p, bool b) {
  if (b) {
    free(p);
    return;
  }
  puts(p);
  free(p);
}

void assigned_again_ok(char *p) {
  free(p);
  p = strdup("x");
  if (p)
    puts(p);
  free(p);
}

void set_to_null_ok(char *p) {
  free(p);
  p = NULL;
  if (p)
    puts(p);
}

void correlated_ok(char *p, bool done) {
  if (done)
    free(p);
  if (!done) {
    puts(p);
    free(p);
  }
}

void correlated_bad(char *p, bool done) {
  if (done)
    free(p);
  if (done)
    puts(p); // expect: use-after-free: 'p
}

void stream_bad(FILE *f) {
  fclose(f);
  fputs("x", f); // expect: use-after-free: 'f
}

void stream_ok(FILE *f) {
  fputs("x", f);
  fclose(f);
}

void local_bad(void) {
  char *p = malloc(10);
  if (!p)
    return;
  free(p);
  *p = 0; // expect: use-after-free: 'p
}

void local_ok(void) {
  char *p = malloc(10);
  if (!p)
    return;
  *p = 0;
  free(p);
}

void log_then_free_ok(struct box *b) {
  printf("%s\n", b->name);
  free(b->name);
  free(b);
}

void free_then_log_bad(struct box *b) {
  free(b->name);
  printf("%s\n", b->name); // expect: use-after-free
  free(b);
}

// The address of the variable is no use of the value.
void address_ok(char *p) {
  free(p);
  char **where = &p;
  *where = NULL;
}

// One finding for one defect: the first use.
void used_twice_bad(char *p) {
  free(p);
  puts(p); // expect: use-after-free: 'p
  puts(p);
}

// --- printf() shows an address, and looks at nothing behind it
struct shown {
  int n;
};

void printed_ok(struct shown *s, char *text) {
  free(s);
  free(text);
  printf("%p %p\n", (void *)s, (void *)text);
}

void printed_text_bad(char *text) {
  free(text);
  printf("%s\n", text); // expect: use-after-free
}

// So does a logger of the program's own, which nobody annotated.
void logged(int level, const char *format, ...);
#define LOG(format, ...) logged(1, format, __VA_ARGS__)

void logged_ok(struct shown *s) {
  free(s);
  LOG("gone [%p]", s);
}

void logged_bad(struct shown *s) {
  free(s);
  LOG("gone [%d]", s->n); // expect: use-after-free
}
void logged_text_bad(char *text) {
  free(text);
  LOG("gone [%s]", text); // expect: use-after-free
}
