// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Pools: nothing that the result reaches may live in a scratch pool or in a subpool that ends.
#include <apr.h>

struct job {
  const char *name;
};

char *scratch_pool_bad(apr_pool_t *result_pool, apr_pool_t *scratch_pool, const char *s) {
  (void)result_pool;
  char *text = apr_pstrdup(scratch_pool, s);
  return text; // expect: temporary-escape: 'text'
}

char *scratch_pool_ok(apr_pool_t *result_pool, apr_pool_t *scratch_pool, const char *s) {
  char *text = apr_pstrdup(scratch_pool, s);
  return apr_pstrdup(result_pool, text);
}

void scratch_stored_bad(struct job *job, apr_pool_t *scratch_pool, const char *s) {
  job->name = apr_pstrdup(scratch_pool, s); // expect: temporary-escape
}

char *subpool_bad(apr_pool_t *pool, const char *s) {
  apr_pool_t *subpool;
  if (apr_pool_create(&subpool, pool) != APR_SUCCESS)
    return NULL;
  char *text = apr_pstrdup(subpool, s);
  apr_pool_destroy(subpool);
  return text; // expect: temporary-escape: 'text'
}

char *subpool_ok(apr_pool_t *pool, const char *s) {
  apr_pool_t *subpool;
  if (apr_pool_create(&subpool, pool) != APR_SUCCESS)
    return NULL;
  char *text = apr_pstrdup(subpool, s);
  char *result = apr_pstrdup(pool, text);
  apr_pool_destroy(subpool);
  return result;
}

const char *iterpool_bad(apr_pool_t *result_pool, const char *const *names, int count) {
  apr_pool_t *iterpool = svn_pool_create(result_pool);
  const char *best = NULL;
  for (int i = 0; i < count; ++i) {
    svn_pool_clear(iterpool);
    if (names[i][0] == 'x')
      best = apr_pstrdup(iterpool, names[i]);
  }
  svn_pool_destroy(iterpool);
  return best; // expect: temporary-escape: 'best'
}

const char *iterpool_ok(apr_pool_t *result_pool, const char *const *names, int count) {
  apr_pool_t *iterpool = svn_pool_create(result_pool);
  const char *best = NULL;
  for (int i = 0; i < count; ++i) {
    svn_pool_clear(iterpool);
    char *copy = apr_pstrdup(iterpool, names[i]);
    if (copy[0] == 'x')
      best = apr_pstrdup(result_pool, copy);
  }
  svn_pool_destroy(iterpool);
  return best;
}

// The pool of the caller is the right one, by any of its usual names.
char *pool_ok(apr_pool_t *pool, const char *s) { return apr_pstrdup(pool, s); }
char *p_ok(apr_pool_t *p, const char *s) { return apr_psprintf(p, "%s!", s); }

// The pool and the place come in one record: who made it knows how long both live.
struct lookup {
  const char *argument;
  const char **error;
  apr_pool_t *ptemp;
};
int lookup_ok(struct lookup *parms) {
  if (!parms->argument)
    *parms->error = apr_pstrdup(parms->ptemp, "an argument is missing");
  return 0;
}
int lookup_bad(const char **error, apr_pool_t *ptemp) {
  *error = apr_pstrdup(ptemp, "an argument is missing"); // expect: temporary-escape
  return 0;
}

/* Two functions that call each other: what their bodies do counts, not what their types let one guess. */
struct rule {
  struct rule **children;
  struct rule *other;
  int n;
};
static int prune(struct rule *rule, apr_pool_t *scratch_pool);
static int prune_children(struct rule ***children, int n, apr_pool_t *scratch_pool) {
  if (*children) {
    apr_hash_t *seen = apr_hash_make(scratch_pool);
    for (int i = 0; i < n; i++)
      if (!prune((*children)[i], scratch_pool) && seen)
        return 0;
    *children = NULL;
  }
  return 1;
}
static int prune(struct rule *rule, apr_pool_t *scratch_pool) {
  int all = 1;
  if (!rule)
    return 1;
  all &= prune_children(&rule->children, rule->n, scratch_pool);
  if (prune(rule->other, scratch_pool))
    rule->other = NULL;
  return all;
}
int prune_ok(struct rule *rule, apr_pool_t *scratch_pool) { return prune(rule, scratch_pool); }

/* A pool that a record has for itself ends with the record; a helper that clears one and makes anew leaves what is new. */
struct stream;
struct stream *stream_open(const char *name, apr_pool_t *pool);
struct writer {
  apr_pool_t *scratch_pool;
  struct stream *stream;
};
struct writer *writer_make_ok(const char *name, apr_pool_t *pool) {
  struct writer *w = apr_pcalloc(pool, sizeof *w);
  w->scratch_pool = svn_pool_create(pool);
  w->stream = stream_open(name, w->scratch_pool);
  return w;
}

void writer_fill_bad(struct writer *w, const char *name, apr_pool_t *scratch_pool) {
  w->stream = stream_open(name, scratch_pool); // expect: temporary-escape
}

struct printer {
  apr_pool_t *pool;
  struct stream *out;
};
static void printer_again(struct printer *p) {
  svn_pool_clear(p->pool);
  p->out = stream_open("next", p->pool);
}
void printer_next_ok(struct printer *p) {
  p->out = NULL;
  printer_again(p);
}

/* It looks up, and asks itself for what is nearer. */
struct place {
  const char *name;
};
const char *place_above(const char *name, apr_pool_t *scratch_pool);
struct place *place_near(const char *name, struct place **all, int n, apr_pool_t *scratch_pool) {
  struct place *best = NULL;
  for (int i = 0; i < n; i++)
    if (strcmp(all[i]->name, name) == 0)
      best = all[i];
  if (best) {
    const char *above = place_above(best->name, scratch_pool);
    struct place *nearer = place_near(above, all, n - 1, scratch_pool);
    if (nearer)
      return nearer;
  }
  return best;
}
