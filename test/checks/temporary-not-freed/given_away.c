// RUN: %check_both %s --rules=temporary-not-freed,temporary-escape,release-mismatch -- -std=gnu11 -isystem %S/../Inputs
// A context that goes with what hangs from it, or that another one ends, is given away and not left.
#include <apr.h>
#include <talloc.h>

/* A wrapper that makes pools: what nobody asked whether it was made is no root. */
apr_pool_t *pool_create_below(apr_pool_t *parent) {
  apr_pool_t *made;
  apr_pool_create(&made, parent);
  return made;
}
int step(apr_pool_t *pool);

int nested_ok(apr_pool_t *pool) {
  apr_pool_t *outer = pool_create_below(pool);
  apr_pool_t *inner = pool_create_below(outer);
  int status = step(inner);
  if (status != 0)
    return status;
  apr_pool_destroy(outer);
  return 0;
}

int root_bad(void) {
  apr_pool_t *root = pool_create_below(NULL);
  if (step(root) != 0)
    return -1; // expect: temporary-not-freed
  apr_pool_destroy(root);
  return 0;
}

/* The pool of an object that goes to the caller. */
typedef struct registry registry;
registry *registry_make(const char *name, apr_pool_t *pool);
int registry_load(registry *r);

int open_registry_ok(registry **out, const char *name) {
  apr_pool_t *pool;
  registry *made;
  apr_pool_create(&pool, NULL);
  made = registry_make(name, pool);
  if (registry_load(made) != 0) {
    apr_pool_destroy(pool);
    return -1;
  }
  *out = made;
  return 0;
}

int ask_registry_bad(const char *name) {
  apr_pool_t *pool;
  apr_pool_create(&pool, NULL);
  return registry_load(registry_make(name, pool)); // expect: temporary-not-freed
}

/* Linked to another context by a destructor; nobody asks whether that was possible. */
struct tie {
  void *other;
};

static int cut(struct tie *tie) {
  if (tie->other)
    talloc_free(tie->other);
  return 0;
}

static int tie_to(TALLOC_CTX *parent_ctx, void *other) {
  struct tie *tie = talloc_zero(parent_ctx, struct tie);
  if (!tie)
    return -1;
  tie->other = other;
  talloc_set_destructor(tie, cut);
  return 0;
}

int prepare(TALLOC_CTX *ctx);

void tied_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *mine = talloc_new(NULL);
  if (!mine)
    return;
  tie_to(ctx, mine);
  prepare(mine);
}

void untied_bad(void) {
  TALLOC_CTX *mine = talloc_new(NULL);
  if (!mine)
    return;
  prepare(mine);
} // expect: temporary-not-freed

/* What hangs from it is in a list of the program, and finds it by talloc_parent(). */
struct job {
  struct job *next;
  int alone;
};
static struct job *jobs;

int queue_ok(void) {
  TALLOC_CTX *home_ctx = talloc_pool(NULL, 512);
  struct job *job;
  if (!home_ctx)
    return -1;
  job = talloc_zero(home_ctx, struct job);
  if (!job) {
    talloc_free(home_ctx);
    return -1;
  }
  job->next = jobs;
  jobs = job;
  return 0;
}

void finish_ok(struct job *job) {
  if (job->alone)
    talloc_free(talloc_parent(job));
  else
    talloc_free(job);
}

int forget_bad(void) {
  TALLOC_CTX *home_ctx = talloc_pool(NULL, 512);
  struct job *job;
  if (!home_ctx)
    return -1;
  job = talloc_zero(home_ctx, struct job);
  if (!job)
    return -1; // expect: temporary-not-freed
  job->next = NULL;
  talloc_free(home_ctx);
  return 0;
}
