// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Memory of a temporary context that only one of two paths made, beside a text, NULL or nothing.
#include <apr.h>
#include <talloc.h>

int wanted(const char *s);

const char *null_bad(apr_pool_t *pool, int n) {
  apr_pool_t *sub;
  const char *last = NULL;
  apr_pool_create(&sub, pool);
  const char *name = apr_pstrdup(sub, "x");
  if (n)
    last = name;
  apr_pool_destroy(sub);
  return last; // expect: temporary-escape: 'last'
}

const char *text_bad(TALLOC_CTX *ctx, int n) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  const char *alias = "";
  if (n > 0)
    alias = talloc_strdup(tmp, "abc");
  talloc_free(tmp);
  return alias; // expect: temporary-escape: 'alias'
}

const char *text_ok(TALLOC_CTX *ctx, int n) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  const char *alias = "";
  if (n > 0 && wanted(talloc_strdup(tmp, "abc")))
    alias = talloc_strdup(ctx, "abc");
  talloc_free(tmp);
  return alias;
}

int out_bad(const char **text, const char *p, apr_pool_t *result_pool, apr_pool_t *scratch_pool) {
  if (!wanted(p)) {
    *text = apr_pstrdup(result_pool, "");
    return 0;
  }
  *text = apr_pstrdup(scratch_pool, p); // expect: temporary-escape: '*text'
  return 0;
}
