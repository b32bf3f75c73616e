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
