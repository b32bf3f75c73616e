// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What hangs from a context ends with it: directly, through parents, helpers, structs and callbacks.
#include <stdbool.h>
#include <string.h>
#include <talloc.h>

struct item {
  char *name;
  struct item *next;
};
struct request {
  TALLOC_CTX *mem;
  char *path;
  struct item *head;
  void (*done)(struct request *request, int status);
};
struct session {
  struct request *current;
};

int length_bad(TALLOC_CTX *ctx, const char *s) {
  char *text = talloc_strdup(ctx, s);
  if (!text)
    return -1;
  talloc_free(text);
  return (int)strlen(text); // expect: use-after-free: 'text
}

int length_ok(TALLOC_CTX *ctx, const char *s) {
  char *text = talloc_strdup(ctx, s);
  if (!text)
    return -1;
  int n = (int)strlen(text);
  talloc_free(text);
  return n;
}

int twice_bad(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  talloc_free(text);
  return talloc_free(text); // expect: double-free: 'text'
}

// Freed by macro: NULL from then on.
int macro_ok(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  TALLOC_FREE(text);
  return talloc_free(text);
}

// The parent is freed, then the child.
void child_after_parent_bad(TALLOC_CTX *ctx) {
  struct item *item = talloc_zero(ctx, struct item);
  char *name = talloc_strdup(item, "x");
  talloc_free(item);
  talloc_free(name); // expect: double-free: 'name'
}

void child_before_parent_ok(TALLOC_CTX *ctx) {
  struct item *item = talloc_zero(ctx, struct item);
  char *name = talloc_strdup(item, "x");
  talloc_free(name);
  talloc_free(item);
}

// A read below a freed parent, two levels down.
char below_bad(TALLOC_CTX *ctx) {
  struct item *item = talloc_zero(ctx, struct item);
  struct item *next = talloc_zero(item, struct item);
  char *name = talloc_strdup(next, "x");
  if (!name)
    return 0;
  talloc_free(item);
  return name[0]; // expect: use-after-free: 'name
}

char stolen_away_ok(TALLOC_CTX *ctx) {
  struct item *item = talloc_zero(ctx, struct item);
  char *name = talloc_strdup(item, "x");
  if (!name)
    return 0;
  talloc_steal(ctx, name);
  talloc_free(item);
  return name[0];
}

// A sibling lives on.
char sibling_ok(TALLOC_CTX *ctx) {
  struct item *item = talloc_zero(ctx, struct item);
  char *name = talloc_strdup(ctx, "x");
  talloc_free(item);
  return name ? name[0] : 0;
}

// The children of a context are freed, it stays.
char children_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char c = 0;
  char *name = talloc_strdup(tmp, "x");
  if (name) {
    talloc_free_children(tmp);
    c = name[0]; // expect: use-after-free: 'name
  }
  talloc_free(tmp);
  return c;
}

char children_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char c = 0;
  char *name = talloc_strdup(tmp, "x");
  talloc_free_children(tmp);
  name = talloc_strdup(tmp, "y");
  if (name)
    c = name[0];
  talloc_free(tmp);
  return c;
}

// A second parent keeps a block alive.
char referenced_ok(TALLOC_CTX *ctx, TALLOC_CTX *other_ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *name = talloc_strdup(tmp, "x");
  talloc_reference(other_ctx, name); // expect: wrong-parent
  talloc_free(tmp);
  return name ? name[0] : 0;
}

// By helpers, several calls deep.
static void finish(struct request *request) { talloc_free(request); }
static void finish_session(struct session *session) {
  finish(session->current);
  session->current = NULL;
}

char deep_bad(TALLOC_CTX *ctx, const char *path) {
  struct request *request = talloc_zero(ctx, struct request);
  if (!request)
    return 0;
  char *copy = talloc_strdup(request, path);
  if (!copy)
    return 0;
  finish(request);
  return copy[0]; // expect: use-after-free: 'copy
}

char deep_ok(TALLOC_CTX *ctx, const char *path) {
  struct request *request = talloc_zero(ctx, struct request);
  if (!request)
    return 0;
  char *copy = talloc_strdup(ctx, path);
  if (!copy)
    return 0;
  finish(request);
  return copy[0];
}

int session_ok(struct session *session, const char *path) {
  struct request *request = talloc_zero(session, struct request);
  if (!request)
    return -1;
  request->path = talloc_strdup(request, path);
  session->current = request;
  finish_session(session);
  return session->current ? 1 : 0;
}

// A context inside a struct: freed through the struct.
static void request_clear(struct request *request) {
  talloc_free(request->mem);
  request->mem = NULL;
}

char in_struct_bad(struct request *request) {
  request->mem = talloc_new(request);
  char *name = talloc_strdup(request->mem, "x");
  if (!name)
    return 0;
  request_clear(request);
  return name[0]; // expect: use-after-free: 'name
}

char in_struct_ok(struct request *request) {
  request->mem = talloc_new(request);
  char *name = talloc_strdup(request->mem, "x");
  char c = name ? name[0] : 0;
  request_clear(request);
  return c;
}

// A request whose callback frees it.
static void free_request(struct request *request, int status) {
  (void)status;
  talloc_free(request);
}

int callback_bad(TALLOC_CTX *ctx, const char *path) {
  void (*done)(struct request *request, int status) = free_request;
  struct request *request = talloc_zero(ctx, struct request);
  if (!request)
    return -1;
  request->path = talloc_strdup(request, path);
  done(request, 0);
  return request->path ? 1 : 0; // expect: use-after-free: 'request
}

int callback_in_field_not_seen(TALLOC_CTX *ctx, const char *path) {
  struct request *request = talloc_zero(ctx, struct request);
  if (!request)
    return -1;
  request->path = talloc_strdup(request, path);
  request->done = free_request;
  request->done(request, 0);
  return request->path ? 1 : 0; // not seen: use-after-free: 'request
}

int callback_ok(TALLOC_CTX *ctx, const char *path) {
  struct request *request = talloc_zero(ctx, struct request);
  if (!request)
    return -1;
  request->path = talloc_strdup(request, path);
  request->done = free_request;
  int result = request->path ? 1 : 0;
  request->done(request, 0);
  return result;
}

// A callback that nobody knows.
int unknown_callback_ok(struct request *request) {
  request->done(request, 0);
  return 0;
}

// Grown: the old address is stale.
int grown_bad(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  if (!text)
    return -1;
  char *old = text;
  text = talloc_strdup_append(text, "y");
  if (!text)
    return -1;
  return old[0]; // expect: use-after-free: 'old
}

int grown_ok(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  if (!text)
    return -1;
  text = talloc_strdup_append(text, "y");
  return text ? text[0] : -1;
}

// Elements of a list are children of the list: one free for all.
void list_ok(struct request *request) {
  struct item *item = request->head;
  while (item) {
    struct item *next = item->next;
    talloc_free(item);
    item = next;
  }
  request->head = NULL;
}

// One reference more: it does not end with its parent.
char counted_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *name = talloc_strdup(tmp, "x");
  if (!name) {
    talloc_free(tmp);
    return 0;
  }
  talloc_increase_ref_count(name);
  talloc_free(tmp);
  char c = name[0];
  talloc_free(name);
  return c;
}

// The head of a list of blocks whose destructors take them out of it.
struct job *find_queue(int number);
struct job {
  struct item *waiting;
  char *label;
};
int drain_ok(int number) {
  struct job *job = find_queue(number);
  if (!job)
    return -1;
  while (job->waiting != NULL)
    talloc_free(job->waiting);
  return 0;
}

int drain_twice_bad(int number) {
  struct job *job = find_queue(number);
  if (!job)
    return -1;
  talloc_free(job->label);
  return job->label[0]; // expect: use-after-free
}

// It was written before it was freed: one finding, not two.
struct record {
  char *path;
  int id;
};
int opened(struct record *record);
struct record *open_record_bad(TALLOC_CTX *ctx, void (*say)(const char *)) {
  struct record *record = talloc(ctx, struct record);
  if (!record)
    return NULL;
  record->id = 1;
  record->path = talloc_strdup(record, "x");
  if (!record->path || !opened(record)) {
    talloc_free(record);
    say(record->path); // expect: use-after-free
    return NULL;
  }
  return record;
}
