// Two ways that have met: what they had in common still tells one value by another.
// RUN: %check_both %s -- -std=gnu11
typedef unsigned long size_t;
void *malloc(size_t);
void *calloc(size_t, size_t);
void free(void *);
char *strdup(const char *);
_Noreturn void abort(void);
int ready(int);
void fill(char *, int);
void give(void *box, void *message);

enum mode { NARROW, WIDE };
struct screen {
  enum mode mode;
  char *row;
  int columns;
};

// The width says which mode it was.
void draw_ok(struct screen *s) {
  const enum mode mode = s->mode;
  const int width = mode == WIDE ? 2 : 1;
  char *row = width > 1 ? malloc(s->columns * width) : s->row;
  if (!row)
    return;
  for (int i = 0; i < s->columns; i++)
    fill(row, i);
  if (mode == WIDE)
    free(row);
}

void draw_bad(struct screen *s) {
  const enum mode mode = s->mode;
  const int width = mode == WIDE ? 2 : 1;
  char *row = width > 1 ? malloc(s->columns * width) : s->row;
  if (!row)
    return;
  for (int i = 0; i < s->columns; i++)
    fill(row, i);
  if (mode != WIDE && ready(width))
    free(row);
} // expect: leak

// One of the two is ready, else nothing was made.
void post_ok(void *left, void *right, int a, int b) {
  int to_left = 0, to_right = 0;
  for (; !to_left && !to_right && a < b; a++) {
    if (a & 1)
      to_left = ready(a);
    else
      to_right = ready(b);
  }
  if (!to_left && !to_right)
    return;
  char *message = strdup("hello");
  if (!message)
    abort();
  if (to_left)
    give(left, message);
  if (to_right)
    give(right, message);
}

void post_bad(void *left, void *right, int a, int b) {
  int to_left = ready(a), to_right = ready(b);
  if (!to_left && a < b)
    return;
  char *message = strdup("hello");
  if (!message)
    abort();
  if (to_left)
    give(left, message);
  if (to_right)
    give(right, message);
} // expect: leak

// An array of this function is only where one was asked for.
char **words_ok(int kind, char *text, int most) {
  const int one = most == 1;
  int done = 0;
  char *single[1] = {0};
  char **words = single;
  if (kind == 1) {
    done = ready(kind);
    if (done) {
      if (!one)
        words = calloc(most + 1, sizeof *words);
      if (words)
        words[0] = text;
    }
  } else if (kind == 2) {
    done = 1;
    if (!one)
      words = calloc(2, sizeof *words);
  }
  if (!(done && words))
    return 0;
  if (one)
    return 0;
  return words;
}

char **words_bad(int kind, char *text, int most) {
  const int one = most == 1;
  char *single[1] = {0};
  char **words = single;
  if (kind == 1) {
    if (!one)
      words = calloc(most + 1, sizeof *words);
    if (words)
      words[0] = text;
  }
  if (!words || one)
    return 0;
  return words; // expect: borrow-outlives-owner
}

// Whether it was there says whose it is.
struct entry {
  int number;
};
struct entry *look_up(void *table, int number);

static struct entry *entry_of(void *table, int number, int *was_there) {
  struct entry *e = look_up(table, number);
  *was_there = e != 0;
  if (!e) {
    e = malloc(sizeof *e);
    if (!e)
      abort();
    e->number = number;
  }
  return e;
}

void visit_ok(void *table, int number) {
  int was_there = 0;
  struct entry *e = entry_of(table, number, &was_there);
  if (was_there && ready(number)) {
    e->number = 0;
    return;
  }
  if (!was_there)
    free(e);
}

void visit_bad(void *table, int number) {
  int was_there = 0;
  struct entry *e = entry_of(table, number, &was_there);
  if (!was_there && ready(number))
    return; // expect: leak
  if (!was_there)
    free(e);
}

// All of them, or the one with this number.
int drop_ok(char *text, int number, int at) {
  if (number == -1 || at == number) {
    fill(text, at);
    free(text);
    if (number == -1)
      return 0;
    at++;
    if (at > number)
      return 0;
    text[0] = 0;
  }
  return 1;
}

int drop_bad(char *text, int number, int at) {
  if (number == -1 || at <= number) {
    fill(text, at);
    free(text);
    if (number == -1)
      return 0;
    at++;
    if (at > number)
      return 0;
    text[0] = 0; // expect: use-after-free
  }
  return 1;
}
