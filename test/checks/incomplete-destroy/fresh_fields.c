// RUN: %check_both %s -- -std=gnu11 -D_GNU_SOURCE
// Fields without a prefix, of structs that only this file knows: what they are given is
// fresh, and nothing gives it back.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int changed(int what);
void unknown_read(const char *text);
void unknown_take(char *text);

// --- filled by the constructor, forgotten by the destructor -----------------
struct song {
  char *title;
  char *path;
  struct song *next;
};

// Freed nowhere here: who ends a song is in another file.
struct song *song_ok_new(const char *title, const char *path) {
  struct song *s = calloc(1, sizeof(*s));
  if (!s)
    return NULL;
  s->title = strdup(title);
  s->path = strdup(path);
  if (!s->title || !s->path) {
    free(s->title);
    free(s->path);
    free(s);
    return NULL;
  }
  return s;
}

struct label {
  char *text;
  char *tip;
  int x;
};

struct label *label_new(const char *text) {
  struct label *l = malloc(sizeof(*l));
  char *copy;
  if (!l)
    return NULL;
  copy = strdup(text);
  if (!copy) {
    free(l);
    return NULL;
  }
  l->text = copy;
  l->tip = NULL;
  return l;
}

int label_set_tip(struct label *l, const char *tip) {
  char *copy = tip ? strdup(tip) : NULL;
  if (tip && !copy)
    return -1;
  free(l->tip);
  l->tip = copy;
  return 0;
}

const char *label_tip(const struct label *l) { return l->tip ? l->tip : ""; }

void label_bad_free(struct label *l) {
  if (!l)
    return;
  free(l->text);
  free(l); // expect: incomplete-destroy: 'label_bad_free' does not release the owned field 'tip'
}

// --- two fields, filled in a declaration and by a call that gives -----------
struct entry {
  char *key, *line;
  FILE *log;
};

struct entry *entry_make(const char *key, int n) {
  struct entry *e = calloc(1, sizeof *e);
  if (!e)
    return NULL;
  e->key = strdup(key);
  e->log = fopen(key, "a");
  if (asprintf(&e->line, "%s=%d", key, n) < 0)
    e->line = NULL;
  return e;
}

void entry_show(const struct entry *e) {
  const char *l = e->line;
  if (l && e->key)
    printf("%s %zu\n", l, strlen(e->key));
}

void entries_bad_drop(struct entry *all[], int n) {
  for (int i = 0; i < n; i++) {
    struct entry *e = all[i];
    if (e->log)
      fclose(e->log);
    free(e); // expect: incomplete-destroy: 'entries_bad_drop' does not release the owned fields 'key' and 'line'
  }
}

// --- released ---------------------------------------------------------------
struct word {
  char *text;
};
struct word *word_new(const char *t) {
  struct word *w = malloc(sizeof *w);
  if (w)
    w->text = strdup(t);
  return w;
}
void word_ok_free(struct word *w) {
  free(w->text);
  free(w);
}

// --- released by whoever calls first ----------------------------------------
struct conn {
  char *room;
};
struct conn *conn_new(void) {
  struct conn *c = calloc(1, sizeof *c);
  return c;
}
int conn_open(struct conn *c) {
  c->room = malloc(512);
  return c->room ? 0 : -1;
}
void conn_close(struct conn *c) {
  free(c->room);
  c->room = NULL;
}
void conn_ok_free(struct conn *c) { free(c); }

// --- handed on --------------------------------------------------------------
struct reply {
  char *body;
};
struct reply *reply_new(void) {
  struct reply *r = malloc(sizeof *r);
  if (r)
    r->body = strdup("ok");
  return r;
}
char *reply_ok_finish(struct reply *r) {
  char *body = r->body;
  free(r);
  return body;
}

struct task {
  char *name;
};
struct task *task_new(void) {
  struct task *t = malloc(sizeof *t);
  if (t)
    t->name = strdup("task");
  return t;
}
void task_ok_end(struct task *t) {
  unknown_take(t->name);
  free(t);
}

// --- sometimes not fresh ----------------------------------------------------
struct option {
  const char *name;
  char *value;
};
struct option *option_new(char *value, int copy) {
  struct option *o = malloc(sizeof *o);
  if (!o)
    return NULL;
  o->name = "option";
  o->value = copy ? strdup(value) : value;
  return o;
}
void option_ok_free(struct option *o) { free(o); }

// --- held by somebody else as well ------------------------------------------
struct part {
  int size;
};
struct whole {
  struct part *last;
  struct part *all[8];
  int n;
};
struct whole *whole_new(void) { return calloc(1, sizeof(struct whole)); }
int whole_add(struct whole *w) {
  struct part *p = malloc(sizeof *p);
  if (!p || w->n == 8) {
    free(p);
    return -1;
  }
  w->all[w->n++] = p;
  w->last = p;
  return 0;
}
void whole_ok_free(struct whole *w) {
  for (int i = 0; i < w->n; i++)
    free(w->all[i]);
  free(w);
}

// --- copied as a whole, and freed under another name ------------------------
struct point {
  char *name;
};
struct point *point_new(const char *name) {
  struct point *p = malloc(sizeof *p);
  if (p)
    p->name = strdup(name);
  return p;
}
static void point_fini(struct point p) { free(p.name); }
void point_ok_free(struct point *p) {
  point_fini(*p);
  free(p);
}

// --- by the address of the field --------------------------------------------
struct user {
  char *shell;
};
static void clear(char **place) {
  free(*place);
  *place = NULL;
}
struct user *user_new(void) {
  struct user *u = malloc(sizeof *u);
  if (u)
    u->shell = strdup("/bin/sh");
  return u;
}
void user_ok_free(struct user *u) {
  clear(&u->shell);
  free(u);
}

// --- by a table of offsets --------------------------------------------------
#include <stddef.h>
struct config {
  char *host;
};
static const size_t texts[] = {offsetof(struct config, host)};
struct config *config_new(void) {
  struct config *c = malloc(sizeof *c);
  if (c)
    c->host = strdup("localhost");
  return c;
}
void config_ok_free(struct config *c) {
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    free(*(char **)((char *)c + texts[i]));
  free(c);
}

// --- only where nothing was put into it yet ---------------------------------
struct job {
  char *line;
};
struct job *job_ok_start(const char *line) {
  struct job *j = malloc(sizeof *j);
  if (!j)
    return NULL;
  if (changed(1)) {
    free(j);
    return NULL;
  }
  j->line = strdup(line);
  return j;
}

// --- ended with the object elsewhere, and by this one not --------------------
struct node {
  char *key;
  struct node *next;
};
struct table {
  struct node *first;
};
int table_add(struct table *t, const char *key) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    return -1;
  n->key = strdup(key);
  if (!n->key) {
    free(n);
    return -1;
  }
  n->next = t->first;
  t->first = n;
  return 0;
}
void table_drop_first(struct table *t) {
  struct node *n = t->first;
  t->first = n->next;
  free(n->key);
  free(n);
}
static void node_bad_end(struct node *n) {
  free(n); // expect: incomplete-destroy: 'node_bad_end' does not release the owned field 'key'
}
void table_clear(struct table *t) {
  while (t->first) {
    struct node *n = t->first;
    t->first = n->next;
    node_bad_end(n);
  }
}

// One that ends what is only half made.
struct half {
  char *key;
};
static void half_ok_drop(struct half *h) { free(h); }
struct half *half_new(const char *key) {
  struct half *h = malloc(sizeof *h);
  if (!h)
    return NULL;
  if (changed(2)) {
    half_ok_drop(h);
    return NULL;
  }
  h->key = strdup(key);
  return h;
}
void half_free(struct half *h) {
  free(h->key);
  free(h);
}

// The caller ended the field before.
struct twice {
  char *key;
};
struct twice *twice_new(const char *key) {
  struct twice *t = malloc(sizeof *t);
  if (t)
    t->key = strdup(key);
  return t;
}
static void twice_ok_end(struct twice *t) { free(t); }
void twice_free(struct twice *t) {
  free(t->key);
  twice_ok_end(t);
}
