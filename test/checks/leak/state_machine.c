// RUN: %check_both %s -- -std=gnu11
// A state machine with a case for each of its states: the default is never reached.
#include <stdio.h>

enum { BEGIN = 1, WAIT, END, BROKEN };
extern int stopped;
int put_next(void);
int answer(void);

int run_ok(const char *name) {
  int state = BEGIN, before = state;
  FILE *f = fopen(name, "w");
  if (!f)
    return -1;
  while (1) {
    if (stopped)
      state = BROKEN;
    switch (state) {
    case BEGIN:
      before = state;
      if (put_next() < 0)
        state = BROKEN;
      else
        state = WAIT;
      break;
    case WAIT:
      switch (answer()) {
      case 0: state = before; break;
      case 1:
        fputs("x", f);
        state = BEGIN;
        break;
      case 2: state = END; break;
      default: state = BROKEN;
      }
      break;
    case END:
    case BROKEN:
      fclose(f);
      if (state == END)
        return 0;
      else
        fprintf(stderr, "stopped\n");
    default: return 1;
    }
  }
}

// One state has no case.
int run_bad(const char *name) {
  int state = BEGIN, before = state;
  FILE *f = fopen(name, "w");
  if (!f)
    return -1;
  while (1) {
    if (stopped)
      state = BROKEN;
    switch (state) {
    case BEGIN:
      before = state;
      if (put_next() < 0)
        state = BROKEN;
      else
        state = WAIT;
      break;
    case WAIT:
      switch (answer()) {
      case 0: state = before; break;
      case 1:
        fputs("x", f);
        state = BEGIN;
        break;
      default: state = END;
      }
      break;
    case END: fclose(f); return 0;
    default: return 1; // expect: leak: 'f'
    }
  }
}
