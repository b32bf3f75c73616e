// RUN: %check_both %s -- -std=gnu11
// A part that is made only where an argument is not NULL: whoever passes it has the part, whoever does not has none.
#include <stdlib.h>
#include <string.h>

struct job {
  int due;
  char *title;
  char *note;
};

static struct job *job_new(int due, const char *title, const char *note) {
  struct job *j = calloc(1, sizeof *j);
  if (!j)
    return NULL;
  j->due = due;
  j->note = note ? strdup(note) : NULL;
  if (title) {
    j->title = strdup(title);
    if (!j->title) {
      free(j->note);
      free(j);
      return NULL;
    }
  }
  return j;
}

static void job_free(struct job *j) {
  free(j->title);
  free(j->note);
  free(j);
}

int title_lost_bad(void) {
  struct job *j = job_new(1, "title", NULL);
  if (!j)
    return -1;
  int due = j->due;
  free(j); // expect: leak
  return due;
}

int note_lost_bad(void) {
  struct job *j = job_new(1, NULL, "note");
  if (!j)
    return -1;
  free(j); // expect: leak
  return 0;
}

int no_part_ok(void) {
  struct job *j = job_new(1, NULL, NULL);
  if (!j)
    return -1;
  int due = j->due;
  free(j);
  return due;
}

int all_parts_ok(const char *title, const char *note) {
  struct job *j = job_new(1, title, note);
  if (!j)
    return -1;
  int due = j->due;
  job_free(j);
  return due;
}

int asked_ok(const char *title) {
  struct job *j = job_new(1, title, NULL);
  if (!j)
    return -1;
  if (title)
    free(j->title);
  free(j);
  return 0;
}

// The same in an object of the caller's.
static int job_init(struct job *j, int due, const char *title) {
  memset(j, 0, sizeof *j);
  j->due = due;
  if (title) {
    j->title = strdup(title);
    if (!j->title)
      return -1;
  }
  return 0;
}

int init_lost_bad(void) {
  struct job j;
  if (job_init(&j, 1, "title") < 0)
    return -1;
  return j.due; // expect: leak
}

int init_nothing_ok(void) {
  struct job j;
  if (job_init(&j, 1, NULL) < 0)
    return -1;
  return j.due;
}

int init_cleared_ok(const char *title) {
  struct job j;
  if (job_init(&j, 1, title) < 0)
    return -1;
  int due = j.due;
  free(j.title);
  return due;
}

// What it is decides the kind, which the caller passes.
enum kind { NUMBER, TEXT, NAME };
struct value {
  enum kind kind;
  char *text;
  int n;
};

static int value_init(struct value *v, enum kind kind, const char *from) {
  v->kind = kind;
  v->n = 0;
  v->text = NULL;
  switch (kind) {
  case NUMBER: v->n = atoi(from); break;
  case TEXT:
  case NAME:
    v->text = strdup(from);
    if (!v->text)
      return -1;
    break;
  }
  return 0;
}

int value_ok(const char *s) {
  struct value v;
  if (value_init(&v, NUMBER, s) < 0)
    return -1;
  return v.n;
}

// Filled round by round, and handed out as a whole.
struct words {
  char **v;
  size_t n;
};

static int words_push(struct words *w, char *s) {
  char **v = realloc(w->v, (w->n + 1) * sizeof *v);
  if (!v)
    return -1;
  w->v = v;
  w->v[w->n++] = s;
  return 0;
}

static void words_clear(struct words *w) {
  for (size_t i = 0; i < w->n; i++)
    free(w->v[i]);
  free(w->v);
}

static int words_split(const char *p, struct words *out) {
  struct words w = {0};
  while (*p) {
    size_t n = strcspn(p, " ");
    char *s = strndup(p, n);
    if (!s || words_push(&w, s) < 0) {
      free(s);
      words_clear(&w);
      return -1;
    }
    p += n + (p[n] == ' ');
  }
  *out = w;
  return 0;
}

int words_lost_bad(const char *line) {
  struct words w;
  if (words_split(line, &w) < 0)
    return -1;
  if (w.n > 9)
    return -1; // expect: error-path-leak
  int n = (int)w.n;
  words_clear(&w);
  return n;
}

int words_none_ok(const char *line) {
  struct words w;
  if (words_split(line, &w) < 0)
    return -1;
  if (w.n == 0)
    return -1;
  int n = (int)w.n;
  words_clear(&w);
  return n;
}
