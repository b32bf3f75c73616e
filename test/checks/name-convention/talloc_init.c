// RUN: %check_both %s --rules=name-convention
// Seed 000: *_init(TALLOC_CTX *ctx, ..., foo_t **out).
typedef void TALLOC_CTX;
typedef struct foo foo_t;
typedef struct {
  int error;
} res_t;

res_t foo_bad_init(foo_t **out, TALLOC_CTX *ctx); // expect: name-convention: 'foo_bad_init'
foo_t *foo_worse_init(TALLOC_CTX *ctx, int size); // expect: name-convention: 'foo_worse_init'
res_t foo_ok_init(TALLOC_CTX *ctx, int size, foo_t **out);
void foo_init_ok(TALLOC_CTX *ctx);
void plain_ok_init(foo_t *foo);
