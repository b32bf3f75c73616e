// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Arenas in structs and below arenas, pools in structs, scopes and current contexts through helpers, chosen contexts.
#include <allocator.h>
#include <apr.h>
#include <cex.h>
#include <postgres.h>
#include <talloc.h>
void show(const char *text);

// An arena in a struct, deinit by the struct's own end.
struct parser {
  struct arena arena;
  allocator_t *gpa;
  char *token;
};
static void parser_init(struct parser *p, allocator_t *gpa) {
  p->gpa = gpa;
  p->token = NULL;
  arena_init(&p->arena, gpa);
}
static void parser_deinit(struct parser *p) { arena_deinit(&p->arena); }
static char *parser_next(struct parser *p, const char *s) {
  p->token = allocator_dupe(arena_allocator(&p->arena), s);
  return p->token;
}
char parser_not_seen(allocator_t *gpa, const char *s) {
  struct parser p;
  parser_init(&p, gpa);
  char *t = parser_next(&p, s);
  parser_deinit(&p);
  return t ? t[0] : 0; // not seen: use-after-free: 't'
}
char parser_ok(allocator_t *gpa, const char *s) {
  struct parser p;
  parser_init(&p, gpa);
  char *t = parser_next(&p, s);
  char c = t ? t[0] : 0;
  parser_deinit(&p);
  return c;
}
char *parser_returned_not_seen(allocator_t *gpa, const char *s) {
  struct parser p;
  parser_init(&p, gpa);
  char *t = parser_next(&p, s);
  parser_deinit(&p);
  return t; // not seen: temporary-escape: 't'
}
char parser_forgotten_not_seen(allocator_t *gpa, const char *s) {
  struct parser p;
  parser_init(&p, gpa);
  char *t = parser_next(&p, s);
  return t ? t[0] : 0; // not seen: temporary-not-freed
}

// Arena of arenas.
char nested_arena_bad(allocator_t *gpa, const char *s) {
  struct arena outer, inner;
  arena_init(&outer, gpa);
  arena_init(&inner, arena_allocator(&outer));
  char *t = allocator_dupe(arena_allocator(&inner), s);
  arena_deinit(&outer);
  return t ? t[0] : 0; // expect: use-after-free: 't
}
char nested_arena_ok(allocator_t *gpa, const char *s) {
  struct arena outer, inner;
  arena_init(&outer, gpa);
  arena_init(&inner, arena_allocator(&outer));
  char *t = allocator_dupe(arena_allocator(&inner), s);
  char c = t ? t[0] : 0;
  arena_deinit(&inner);
  arena_deinit(&outer);
  return c;
}

// APR: pool in a struct, cleared by a helper.
struct session {
  apr_pool_t *pool;
  apr_pool_t *scratch;
  const char *user;
};
static void session_reset(struct session *s) { apr_pool_clear(s->scratch); }
char session_bad(struct session *s, const char *u) {
  char *name = apr_pstrdup(s->scratch, u);
  session_reset(s);
  return name[0]; // expect: use-after-free: 'name
}
char session_ok(struct session *s, const char *u) {
  char *name = apr_pstrdup(s->pool, u);
  session_reset(s);
  return name[0];
}
void session_user_bad(struct session *s, const char *u) {
  s->user = apr_pstrdup(s->scratch, u);
  session_reset(s);
  show(s->user); // expect: use-after-free
}

// Postgres: context switched by a helper.
static MemoryContext enter(MemoryContext c) { return MemoryContextSwitchTo(c); }
char *pg_not_seen(const char *s) {
  MemoryContext c = AllocSetContextCreate(CurrentMemoryContext, "x", ALLOCSET_DEFAULT_SIZES);
  MemoryContext old = enter(c);
  char *t = pstrdup(s);
  enter(old);
  MemoryContextDelete(c);
  return t; // not seen: temporary-escape: 't'
}
char *pg_ok(const char *s) {
  MemoryContext c = AllocSetContextCreate(CurrentMemoryContext, "x", ALLOCSET_DEFAULT_SIZES);
  MemoryContext old = enter(c);
  char *t = pstrdup(s);
  enter(old);
  char *r = pstrdup(t);
  MemoryContextDelete(c);
  return r;
}

// CEX: scope memory through a helper and a struct.
struct view {
  char *text;
  usize n;
};
static struct view make_view(IAllocator allc, usize n) {
  struct view v = {mem$calloc(allc, 1, n), n};
  return v;
}
char view_bad(void) {
  struct view v = {0};
  mem$scope(tmem$, _) { v = make_view(_, 10); }
  return v.text ? v.text[0] : 0; // expect: use-after-free
}
char view_ok(void) {
  char c = 0;
  mem$scope(tmem$, _) {
    struct view v = make_view(_, 10);
    c = v.text ? v.text[0] : 0;
  }
  return c;
}
static void fill(struct view *v, IAllocator allc) {
  v->text = mem$calloc(allc, 1, 10);
  v->n = 10;
}
void view_out_bad(struct view *out) {
  mem$scope(tmem$, _) { fill(out, _); } // expect: temporary-escape
}
void view_out_ok(struct view *out, IAllocator allc) { fill(out, allc); }

// Context chosen by a condition.
char *chosen_bad(TALLOC_CTX *ctx, int keep, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *t = talloc_strdup(keep ? ctx : tmp, s);
  talloc_free(tmp);
  return t; // expect: temporary-escape: 't'
}
char *chosen_ok(TALLOC_CTX *ctx, int keep, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *t = talloc_strdup(keep ? ctx : tmp, s);
  char *r = NULL;
  if (keep)
    r = t;
  talloc_free(tmp);
  return r;
}

// An array of contexts at constant indexes.
char two_contexts_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *c[2] = {talloc_new(ctx), talloc_new(ctx)};
  char *t = talloc_strdup(c[1], "x");
  talloc_free(c[0]);
  talloc_free(c[1]);
  return t ? t[0] : 0; // expect: use-after-free: 't
}
char two_contexts_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *c[2] = {talloc_new(ctx), talloc_new(ctx)};
  char *t = talloc_strdup(c[1], "x");
  talloc_free(c[0]);
  char r = t ? t[0] : 0;
  talloc_free(c[1]);
  return r;
}
