// RUN: %check_both %s
// One number whose bits say what is open: each bit that paths agree on stays known, whatever else is set beside it.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { IN0 = 1, IN1 = 2, OUT0 = 4, OUT1 = 8, RUNNING = 16, FAILED = 32 };
int run(int in, int out);

int pipes_ok(void) {
  int in[2], out[2];
  unsigned open = 0;
  if (pipe(in) < 0)
    goto tail;
  open |= IN0 | IN1;
  if (pipe(out) < 0)
    goto tail;
  open |= OUT0 | OUT1;
  if (run(in[0], out[1]) < 0)
    goto tail;
  open |= RUNNING;
  close(in[0]);
  open &= ~IN0;
tail:
  if (open & IN0) {
    open &= ~IN0;
    close(in[0]);
  }
  if (open & OUT1) {
    open &= ~OUT1;
    close(out[1]);
  }
  if (open & IN1)
    close(in[1]);
  if (open & OUT0)
    close(out[0]);
  return 0;
}

int pipe_bad(void) {
  int in[2];
  unsigned open = 0;
  if (pipe(in) < 0)
    goto tail;
  open |= IN0 | IN1;
  if (run(in[0], 1) < 0)
    goto tail;
  close(in[0]); // IN0 stays set
tail:
  if (open & IN0)
    close(in[0]); // expect: double-free
  if (open & IN1)
    close(in[1]);
  return 0;
}

int loop_ok(FILE *f, char *buffer) {
  int in[2];
  unsigned open = 0;
  if (pipe(in) < 0)
    goto tail;
  open |= IN0 | IN1;
  if (run(in[0], 1) < 0) {
    open |= FAILED;
    goto tail;
  }
  open |= RUNNING;
  close(in[0]);
  open &= ~IN0;
  for (int left = 100; left > 0;) {
    int n = (int)fread(buffer, 1, 10, f);
    if (n == 0) {
      if (ferror(f))
        open |= FAILED;
      break;
    }
    left -= n;
  }
tail:
  if (open & IN0)
    close(in[0]);
  if (open & IN1)
    close(in[1]);
  return 0;
}

struct part {
  struct part *next;
  int number;
};
enum { NAMED = 1, HAVE = 2, SEEN = 4, WRONG = 8 };

int survives_ok(struct part *head, int named) {
  unsigned flags = 0;
  FILE *log = NULL;
  int number = 0;
  if (named) {
    flags |= NAMED;
    if ((log = fopen("log", "w")))
      flags |= HAVE;
    else
      flags |= WRONG;
  }
  for (; head; head = head->next) {
    if (head->number != number++)
      flags |= WRONG;
    if ((flags & (NAMED | SEEN)) != NAMED)
      flags |= WRONG;
    flags |= SEEN;
  }
  if (flags & HAVE)
    fclose(log);
  return (flags & WRONG) != 0;
}

int other_bit_bad(struct part *head, int named) {
  unsigned flags = 0;
  FILE *log = NULL;
  int number = 0;
  if (named) {
    flags |= NAMED;
    if ((log = fopen("log", "w")))
      flags |= HAVE;
  }
  for (; head; head = head->next)
    if (head->number != number++)
      flags |= WRONG;
  if (log && (flags & WRONG))
    fclose(log);
  return (flags & WRONG) != 0; // expect: leak
}

char *zone_of(struct part *t) { return t->number == 3 ? malloc(4) : NULL; }

char *once_ok(struct part *token) {
  char *zone = NULL;
  int mask = 0;
  for (; token; token = token->next) {
    if (token->number == 1 && !(mask & NAMED)) {
      mask |= NAMED;
      continue;
    }
    if (token->number > 1 && !(mask & HAVE) && (zone = zone_of(token)))
      mask |= HAVE;
  }
  return zone;
}

char *each_time_bad(struct part *token) {
  char *zone = NULL;
  int mask = 0;
  for (; token; token = token->next)
    if (token->number > 1 && (zone = zone_of(token))) // expect: leak
      mask |= HAVE;
  return zone;
}
