// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A context that hangs from nothing, anywhere but in main.
#include <apr.h>
#include <talloc.h>

struct item {
  int id;
  char *text;
};

int request_bad(const char *s) {
  TALLOC_CTX *tmp = talloc_new(NULL); // expect: root-context
  char *text = talloc_strdup(tmp, s);
  int n = text ? text[0] : -1;
  talloc_free(tmp);
  return n;
}

int request_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  int n = text ? text[0] : -1;
  talloc_free(tmp);
  return n;
}

void named_bad(void) {
  TALLOC_CTX *root = talloc_init("request %d", 3); // expect: root-context
  talloc_free(root);
}

struct item *item_bad(void) {
  return talloc_zero(NULL, struct item); // expect: root-context
}

struct item *item_ok(TALLOC_CTX *ctx) { return talloc_zero(ctx, struct item); }

#define NEW_ROOT() talloc_new(NULL)
void macro_bad(void) {
  TALLOC_CTX *root = NEW_ROOT(); // expect: root-context
  talloc_free(root);
}

int pool_bad(void) {
  apr_pool_t *pool;
  if (apr_pool_create(&pool, NULL) != APR_SUCCESS) // expect: root-context
    return -1;
  apr_pool_destroy(pool);
  return 0;
}

int pool_ok(apr_pool_t *parent) {
  apr_pool_t *pool;
  if (apr_pool_create(&pool, parent) != APR_SUCCESS)
    return -1;
  apr_pool_destroy(pool);
  return 0;
}

// The context argument counts only if there is no block yet.
char *grown_ok(char *text, unsigned n) { return talloc_realloc(NULL, text, char, n); }

// Detached on purpose: a steal is no new context.
void detached_ok(struct item *item) { talloc_steal(NULL, item); }

// A variable is not looked into.
TALLOC_CTX *variable_ok(TALLOC_CTX *parent) { return talloc_new(parent); }

// The callee takes a context of its own where it gets none.
static char *unique_name(TALLOC_CTX *context, const char *prefix) {
  if (!context)
    context = talloc_autofree_context();
  return talloc_asprintf(context, "%s-XXXXXX", prefix);
}

int defaulted_ok(struct item *item) {
  item->text = unique_name(NULL, "x");
  return item->text ? 0 : -1;
}

static char *plain_name(TALLOC_CTX *context, const char *prefix) {
  return talloc_asprintf(context, "%s-XXXXXX", prefix);
}

int not_defaulted_bad(struct item *item) {
  item->text = plain_name(NULL, "x"); // expect: root-context: 'not_defaulted_bad'
  return item->text ? 0 : -1;
}

int main(void) {
  TALLOC_CTX *ctx = talloc_new(NULL);
  int n = request_ok(ctx, "x");
  talloc_free(ctx);
  return n;
}
