// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What dangles only where a failure is passed on is nobody's to read; a pool and what hangs from it, fields of one record, end together.
// A failing call that makes a pool leaves NULL, not the old one.
#include <apr.h>

apr_status_t ask(apr_pool_t *pool, char **out);
int stat_file(const char *name);
int again(void);

static apr_status_t info(apr_pool_t *pool, char **out) {
  *out = apr_pstrdup(pool, "x");
  return ask(pool, out);
}

apr_status_t version_ok(apr_pool_t *pool, char **out) {
  apr_pool_t *scratch;
  apr_status_t status;
  apr_pool_create(&scratch, pool);
  status = info(scratch, out);
  if (status != 0) {
    apr_pool_destroy(scratch);
    return status;
  }
  *out = apr_pstrdup(pool, *out);
  apr_pool_destroy(scratch);
  return 0;
}

apr_status_t version_bad(apr_pool_t *pool, char **out) {
  apr_pool_t *scratch;
  apr_status_t status;
  apr_pool_create(&scratch, pool);
  status = info(scratch, out); // expect: temporary-escape
  apr_pool_destroy(scratch);
  return status == 7 ? 0 : 1;
}

struct object {
  apr_pool_t *pool;
  char *name;
};

apr_status_t store_ok(struct object *object) {
  object->name = apr_pstrdup(object->pool, "tmp");
  if (stat_file(object->name)) {
    apr_pool_destroy(object->pool);
    return 1;
  }
  return 0;
}

void store_bad(struct object *object, apr_pool_t *pool) {
  apr_pool_t *scratch;
  apr_pool_create(&scratch, pool);
  object->name = apr_pstrdup(scratch, "tmp"); // expect: temporary-escape
  apr_pool_destroy(scratch);
}

void pool_again_ok(apr_pool_t *parent) {
  apr_pool_t *pool;
  apr_pool_create(&pool, parent);
  stat_file(apr_pstrdup(pool, "x"));
  apr_pool_destroy(pool);
  do {
    apr_pool_create(&pool, parent);
    stat_file(apr_pstrdup(pool, "x"));
    apr_pool_destroy(pool);
  } while (again());
}
