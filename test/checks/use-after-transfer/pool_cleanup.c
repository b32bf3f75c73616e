// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What is registered with a pool ends with it, and is used until then; what a hash only holds may be freed when it is
// taken out.
#include <apr.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void *apr_hash_get(apr_hash_t *ht, const void *key, ptrdiff_t klen);

static apr_status_t close_it(void *data) { return close((int)(long)data); }

int registered_ok(apr_pool_t *pool, const struct sockaddr *address, socklen_t length) {
  int sd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (sd < 0)
    return -1;
  apr_pool_cleanup_register(pool, (void *)(long)sd, close_it, close_it);
  return bind(sd, address, length);
}

int not_registered_bad(const struct sockaddr *address, socklen_t length) {
  int sd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (sd < 0)
    return -1;
  return bind(sd, address, length); // expect: leak: 'sd'
}

void taken_out_ok(apr_hash_t *table, const char *key) {
  char *value = apr_hash_get(table, key, -1);
  if (!value)
    return;
  free(value);
  apr_hash_set(table, key, -1, NULL);
}

void taken_out_twice_bad(apr_hash_t *table, const char *key) {
  char *value = apr_hash_get(table, key, -1);
  free(value);
  apr_hash_set(table, key, -1, NULL);
  free(value); // expect: double-free: 'value'
}
