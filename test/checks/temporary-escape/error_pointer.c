// RUN: %check_both %s -- -std=gnu11
// A function that returns an error's address succeeds with NULL; an object that carries the context it hangs from.
#include <stddef.h>
typedef struct apr_pool_t apr_pool_t;
typedef int apr_status_t;
apr_status_t apr_pool_create_ex(apr_pool_t **newpool, apr_pool_t *parent, void *abort_fn, void *allocator);
void apr_pool_destroy(apr_pool_t *p);
void *apr_palloc(apr_pool_t *p, size_t size);
char *apr_pstrdup(apr_pool_t *p, const char *s);
char *apr_psprintf(apr_pool_t *p, const char *fmt, ...);
typedef struct svn_error_t svn_error_t;
svn_error_t *step(void);
int puts_in(char *buf, int n);

svn_error_t *copied_at_the_end_ok(const char **out, apr_pool_t *result_pool, apr_pool_t *scratch_pool) {
  *out = apr_pstrdup(scratch_pool, "x");
  svn_error_t *e = step();
  if (e)
    return e;
  *out = apr_pstrdup(result_pool, "x");
  return NULL;
}
svn_error_t *left_on_scratch_bad(const char **out, apr_pool_t *result_pool, apr_pool_t *scratch_pool) {
  *out = apr_pstrdup(scratch_pool, "x"); // expect: temporary-escape: '*out' still refers to memory that hangs from the scratch allocator
  svn_error_t *e = step();
  if (e) {
    *out = NULL;
    return e;
  }
  return NULL;
}

// It gives its memory back to nobody: it returns some of it.
static const char *lsb_release(apr_pool_t *pool) {
  char buf[100];
  if (puts_in(buf, 100) < 0)
    return NULL;
  return apr_pstrdup(pool, buf);
}
const char *release_in_a_name_ok(apr_pool_t *pool) {
  const char *uname = apr_pstrdup(pool, "x");
  const char *name = lsb_release(pool);
  if (!name)
    return uname;
  return apr_psprintf(pool, "%s [%s]", name, uname);
}

typedef struct {
  apr_pool_t *pool;
  char *strings, *rules;
} baton;
baton *carries_ok(apr_pool_t *parent) {
  apr_pool_t *pool;
  if (apr_pool_create_ex(&pool, parent, NULL, NULL))
    return NULL;
  baton *b = apr_palloc(pool, sizeof *b);
  b->strings = apr_pstrdup(pool, "");
  b->rules = apr_pstrdup(pool, "");
  b->pool = pool;
  return b;
}
baton *forgets_bad(apr_pool_t *parent) {
  apr_pool_t *pool;
  if (apr_pool_create_ex(&pool, parent, NULL, NULL))
    return NULL;
  baton *b = apr_palloc(pool, sizeof *b);
  apr_pool_destroy(pool);
  return b; // expect: temporary-escape: 'b' is returned from 'forgets_bad', but it hangs from 'pool', which ends here
}
