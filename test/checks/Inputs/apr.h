// Pools of the Apache Portable Runtime and of Subversion. For tests alone.
#ifndef TEST_APR_H
#define TEST_APR_H
#include <stddef.h>
#include <string.h>

typedef int apr_status_t;
typedef size_t apr_size_t;
typedef struct apr_pool_t apr_pool_t;
typedef struct apr_allocator_t apr_allocator_t;
typedef struct apr_table_t apr_table_t;
typedef struct apr_hash_t apr_hash_t;
typedef struct apr_array_header_t {
  apr_pool_t *pool;
  int elt_size, nelts, nalloc;
  char *elts;
} apr_array_header_t;
typedef int (*apr_abortfunc_t)(int retcode);
#define APR_SUCCESS 0

apr_status_t apr_pool_create_ex(apr_pool_t **newpool, apr_pool_t *parent, apr_abortfunc_t abort_fn,
                                apr_allocator_t *allocator);
#define apr_pool_create(newpool, parent) apr_pool_create_ex(newpool, parent, NULL, NULL)
void apr_pool_clear(apr_pool_t *p);
void apr_pool_destroy(apr_pool_t *p);
void *apr_palloc(apr_pool_t *p, apr_size_t size);
#define apr_pcalloc(p, size) memset(apr_palloc(p, size), 0, size)
void apr_pool_cleanup_register(apr_pool_t *p, const void *data, apr_status_t (*plain)(void *),
                               apr_status_t (*child)(void *));
apr_status_t apr_pool_userdata_set(const void *data, const char *key, apr_status_t (*cleanup)(void *), apr_pool_t *p);

char *apr_pstrdup(apr_pool_t *p, const char *s);
char *apr_pstrndup(apr_pool_t *p, const char *s, apr_size_t n);
void *apr_pmemdup(apr_pool_t *p, const void *m, apr_size_t n);
char *apr_psprintf(apr_pool_t *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *apr_pstrcat(apr_pool_t *p, ...);

apr_table_t *apr_table_make(apr_pool_t *p, int nelts);
void apr_table_set(apr_table_t *t, const char *key, const char *val);
void apr_table_setn(apr_table_t *t, const char *key, const char *val);
const char *apr_table_get(const apr_table_t *t, const char *key);
apr_array_header_t *apr_array_make(apr_pool_t *p, int nelts, int elt_size);
void *apr_array_push(apr_array_header_t *arr);
apr_hash_t *apr_hash_make(apr_pool_t *pool);
void apr_hash_set(apr_hash_t *ht, const void *key, ptrdiff_t klen, const void *val);

typedef struct svn_error_t svn_error_t;
apr_pool_t *svn_pool_create_ex(apr_pool_t *parent_pool, apr_allocator_t *allocator);
#define svn_pool_create(parent_pool) svn_pool_create_ex(parent_pool, NULL)
#define svn_pool_clear apr_pool_clear
#define svn_pool_destroy apr_pool_destroy
#endif
