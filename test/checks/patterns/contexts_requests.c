// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Requests that callbacks and owners free, and what was taken from them.
#include <talloc.h>

struct req;
typedef void (*done_fn)(struct req *req);
struct req {
  char *path;
  TALLOC_CTX *mem;
};
struct conn {
  struct req *current;
  char *peer;
};
void show(const char *text);

// Request freed by the callback that is given as an argument.
static void free_done(struct req *req) { talloc_free(req); }
static void keep_done(struct req *req) { show(req->path); }
static void finish_with(struct req *req, done_fn done) { done(req); }
int callback_argument_bad(TALLOC_CTX *ctx, const char *p) {
  struct req *req = talloc_zero(ctx, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  finish_with(req, free_done);
  return req->path ? 1 : 0; // expect: use-after-free: 'req
}
int callback_argument_ok(TALLOC_CTX *ctx, const char *p) {
  struct req *req = talloc_zero(ctx, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  finish_with(req, keep_done);
  return req->path ? 1 : 0;
}

// Callback frees the parent of what the caller still holds.
static void free_parent_done(struct req *req) {
  talloc_free(req->mem);
  req->mem = NULL;
}
int callback_frees_parent_bad(struct req *req, const char *p) {
  req->mem = talloc_new(req);
  char *path = talloc_strdup(req->mem, p);
  if (!path)
    return -1;
  free_parent_done(req);
  return path[0]; // expect: use-after-free: 'path
}
int callback_frees_parent_ok(struct req *req, const char *p) {
  req->mem = talloc_new(req);
  char *path = talloc_strdup(req, p);
  if (!path)
    return -1;
  free_parent_done(req);
  return path[0];
}

// Freed in a table of callbacks.
static const done_fn table[] = {free_done, keep_done};
int callback_table_bad(TALLOC_CTX *ctx) {
  struct req *req = talloc_zero(ctx, struct req);
  if (!req)
    return -1;
  table[0](req);
  return req->path ? 1 : 0; // expect: use-after-free: 'req
}

// Callback frees it, caller frees again.
int freed_twice_bad(TALLOC_CTX *ctx) {
  struct req *req = talloc_zero(ctx, struct req);
  if (!req)
    return -1;
  finish_with(req, free_done);
  talloc_free(req); // expect: double-free: 'req'
  return 0;
}
int freed_once_ok(TALLOC_CTX *ctx) {
  struct req *req = talloc_zero(ctx, struct req);
  if (!req)
    return -1;
  finish_with(req, keep_done);
  talloc_free(req);
  return 0;
}

// Owner two levels up frees through a field.
static void conn_abort(struct conn *conn) {
  talloc_free(conn->current);
  conn->current = NULL;
}
int abort_bad(struct conn *conn, const char *p) {
  struct req *req = talloc_zero(conn, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  conn->current = req;
  conn_abort(conn);
  return req->path ? 1 : 0; // expect: use-after-free: 'req
}
int abort_ok(struct conn *conn, const char *p) {
  struct req *req = talloc_zero(conn, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  int n = req->path ? 1 : 0;
  conn->current = req;
  conn_abort(conn);
  return n;
}

// Child of the request kept in the connection, request freed.
int kept_beyond_bad(struct conn *conn, const char *p) {
  struct req *req = talloc_zero(conn, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  conn->peer = req->path; // expect: temporary-escape
  talloc_free(req);
  return 0;
}
int kept_beyond_ok(struct conn *conn, const char *p) {
  struct req *req = talloc_zero(conn, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  conn->peer = talloc_steal(conn, req->path);
  talloc_free(req);
  return 0;
}
int kept_then_used_bad(struct conn *conn, const char *p) {
  struct req *req = talloc_zero(conn, struct req);
  if (!req)
    return -1;
  req->path = talloc_strdup(req, p);
  conn->peer = req->path;
  talloc_free(req);
  return conn->peer ? conn->peer[0] : 0; // expect: use-after-free
}

// Talloc_move out of a struct, then the struct freed.
char *moved_out_ok(TALLOC_CTX *ctx, const char *p) {
  struct req *req = talloc_zero(ctx, struct req);
  if (!req)
    return NULL;
  req->path = talloc_strdup(req, p);
  char *path = talloc_move(ctx, &req->path);
  talloc_free(req);
  return path;
}
char *moved_to_temporary_not_seen(TALLOC_CTX *ctx, struct req *req) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *path = talloc_move(tmp, &req->path);
  talloc_free(tmp);
  return path; // not seen: temporary-escape: 'path'
}

// Stolen onto what ends earlier.
char *stolen_to_temporary_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return NULL;
  char *text = talloc_strdup(ctx, s);
  talloc_steal(tmp, text);
  talloc_free(tmp);
  return text; // expect: temporary-escape: 'text'
}

// Loops: freed inside the loop, used in the next round.
int next_round_bad(TALLOC_CTX *ctx, const char *const *names, int n) {
  char *last = NULL;
  int total = 0;
  for (int i = 0; i < n; i++) {
    TALLOC_CTX *tmp = talloc_new(ctx);
    if (last)
      total += last[0]; // expect: use-after-free: 'last
    last = talloc_strdup(tmp, names[i]);
    talloc_free(tmp);
  }
  return total;
}
int next_round_ok(TALLOC_CTX *ctx, const char *const *names, int n) {
  char *last = NULL;
  int total = 0;
  for (int i = 0; i < n; i++) {
    TALLOC_CTX *tmp = talloc_new(ctx);
    last = talloc_strdup(tmp, names[i]);
    if (last)
      total += last[0];
    talloc_free(tmp);
  }
  return total;
}

// Switch and goto.
int ladder_bad(TALLOC_CTX *ctx, int kind, const char *s) {
  int r = -1;
  char *text = NULL;
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  switch (kind) {
  case 0: text = talloc_strdup(tmp, s); break;
  case 1: r = 0; goto out;
  default: return -2; // expect: temporary-not-freed: 'tmp'
  }
  if (!text)
    goto out;
  r = text[0];
out:
  talloc_free(tmp);
  return r;
}
int ladder_ok(TALLOC_CTX *ctx, int kind, const char *s) {
  int r = -1;
  char *text = NULL;
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  switch (kind) {
  case 0: text = talloc_strdup(tmp, s); break;
  case 1: r = 0; goto out;
  default: r = -2; goto out;
  }
  if (!text)
    goto out;
  r = text[0];
out:
  talloc_free(tmp);
  return r;
}
