// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Objects that are made without a pool need not hang from the one that a function is
// given; lists that are read are no place for a result; a pool that is NULL gives nothing.
#include <apr.h>

typedef struct fault_t fault_t;
fault_t *fault_create(int code, fault_t *child, const char *message);
fault_t *check_path(const char *path, apr_pool_t *scratch_pool);
char *make_path(const char *path, apr_pool_t *scratch_pool);
const char *name_of(const char *path, apr_pool_t *pool);
int search(apr_pool_t *pool, const char *filter, const char **attrs, char ***found);

fault_t *fault_ok(const char *path, apr_pool_t *scratch_pool) {
  fault_t *fault = check_path(path, scratch_pool);
  if (fault)
    return fault;
  return 0;
}

char *text_bad(const char *path, apr_pool_t *scratch_pool) {
  char *text = make_path(path, scratch_pool);
  return text; // expect: temporary-escape: 'text'
}

int no_pool_ok(const char *path) {
  const char *name = name_of(path, 0);
  return name[0];
}

int list_ok(apr_pool_t *pool, const char **attrs) {
  apr_pool_t *subpool;
  char **found;
  int ret;
  apr_pool_create(&subpool, pool);
  ret = search(subpool, "x", attrs, &found);
  apr_pool_destroy(subpool);
  return ret;
}

int difference(apr_pool_t *pool, char **one, char **two, char ***added);

int lists_ok(apr_pool_t *pool, char **one, char **two) {
  apr_pool_t *subpool;
  char **added;
  int ret;
  apr_pool_create(&subpool, pool);
  ret = difference(subpool, one, two, &added);
  apr_pool_destroy(subpool);
  return ret;
}

int passed_on_bad(apr_pool_t *pool, const char *filter, char ***out_found) {
  apr_pool_t *subpool;
  int ret;
  apr_pool_create(&subpool, pool);
  ret = search(subpool, filter, 0, out_found); // expect: temporary-escape: passed_on_bad
  apr_pool_destroy(subpool);
  return ret;
}
