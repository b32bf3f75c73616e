// RUN: %check_both %s
// The body says that it takes only on success. The finding stands where the
// value is lost, or at the call whose result nobody looks at.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct queue {
  char *slots[4];
  int used;
};

static bool queue_push(struct queue *q, char *text) {
  if (q->used == 4)
    return false;
  q->slots[q->used++] = text;
  return true;
}

static int queue_insert(struct queue *q, char *text) {
  if (q->used == 4)
    return -1;
  q->slots[q->used++] = text;
  return 0;
}

bool failing_branch_bad(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return false;
  if (!queue_push(q, copy))
    return false; // expect: conditional-transfer: 'copy'
  return true;
}

bool failing_branch_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return false;
  if (!queue_push(q, copy)) {
    free(copy);
    return false;
  }
  return true;
}

void ignored_bad(struct queue *q) {
  char *copy = strdup("x");
  queue_push(q, copy); // expect: conditional-transfer: 'copy'
}

void ignored_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!queue_push(q, copy))
    free(copy);
}

int negative_bad(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return -1;
  if (queue_insert(q, copy) < 0)
    return -1; // expect: conditional-transfer: 'copy'
  return 0;
}

int negative_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return -1;
  if (queue_insert(q, copy) < 0) {
    free(copy);
    return -1;
  }
  return 0;
}

int kept_result_bad(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return -1;
  int status = queue_insert(q, copy);
  if (status)
    puts("full");
  return status; // expect: conditional-transfer: 'copy'
}

int kept_result_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return -1;
  int status = queue_insert(q, copy);
  if (status)
    free(copy);
  return status;
}

// Goes through one more function.
static bool queue_push_twice(struct queue *q, char *text) {
  if (q->used > 2)
    return false;
  return queue_push(q, text);
}

bool deep_bad(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return false;
  if (!queue_push_twice(q, copy))
    return false; // expect: conditional-transfer: 'copy'
  return true;
}

bool deep_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return false;
  if (!queue_push_twice(q, copy)) {
    free(copy);
    return false;
  }
  return true;
}

// Consumes on its error path, too: nothing is left to do.
static bool queue_consume(struct queue *q, char *text) {
  if (q->used == 4) {
    free(text);
    return false;
  }
  q->slots[q->used++] = text;
  return true;
}

bool always_consumed_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!copy)
    return false;
  return queue_consume(q, copy);
}

void always_consumed_ignored_ok(struct queue *q) {
  char *copy = strdup("x");
  queue_consume(q, copy);
}

int loop_bad(struct queue *q, int n) {
  for (int i = 0; i < n; i++) {
    char *copy = strdup("x");
    if (!copy)
      return -1;
    if (!queue_push(q, copy))
      break; // expect: conditional-transfer: 'copy'
  }
  return 0;
}

int loop_ok(struct queue *q, int n) {
  for (int i = 0; i < n; i++) {
    char *copy = strdup("x");
    if (!copy)
      return -1;
    if (!queue_push(q, copy)) {
      free(copy);
      break;
    }
  }
  return 0;
}

// A failing call that stops the program.
void stops_ok(struct queue *q) {
  char *copy = strdup("x");
  if (!queue_push(q, copy))
    abort();
}

// What returns nothing can not fail; it takes the value in one case only.
struct slot {
  char *kept;
  int missed;
};

void slot_put(struct slot *s, char *text, int kind) {
  if (kind == 1) {
    s->kept = text;
    return;
  }
  s->missed++;
}

void slot_bad(struct slot *s) {
  char *text = strdup("x");
  if (!text)
    return;
  slot_put(s, text, 2); // expect: conditional-transfer: 'text' is lost where 'slot_put' does not take it over
}

void slot_ok(struct slot *s, int kind) {
  char *text = strdup("x");
  if (!text)
    return;
  slot_put(s, text, kind);
  if (s->kept != text)
    free(text);
}
