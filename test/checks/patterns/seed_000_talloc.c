// RUN: %check_both %s --also=fixed-buffer,uninitialized-allocation,name-convention -- -std=gnu11 -isystem %S/../Inputs
// The examples of a talloc project's memory rules (seed 000), in their order, each with what it warns of. docs/seeds.md
// has the table.
#define _GNU_SOURCE
#include <result.h>
#include <string.h>

typedef struct foo {
  char *name;
  char *data;
  int count;
} foo_t;
typedef struct input {
  const char *text;
} input_t;
typedef struct parsed {
  char *word;
} parsed_t;
typedef struct result {
  int value;
} result_t;
typedef struct msg {
  char *text;
} msg_t;
typedef struct cfg {
  char *openai_api_key;
  char *listen_address;
} cfg_t;

res_t protocol_msg_parse(TALLOC_CTX *ctx, const char *input);
res_t some_function(TALLOC_CTX *ctx);
result_t *process_internal(TALLOC_CTX *ctx, input_t *in);
void show(const char *text);
void fill(int *numbers, int count);

// Zero-initialisation: zeroed unless all fields are set.
int zero_initialized_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  int *arr = talloc_zero_array(ctx, int, 100);
  if (!foo || !arr)
    PANIC("Out of memory");
  return foo->count + arr[0];
}

int uninitialized_bad(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    PANIC("Out of memory");
  foo->name = NULL;
  return foo->count; // expect: uninitialized-allocation
}

int all_fields_set_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    PANIC("Out of memory");
  foo->name = NULL;
  foo->data = NULL;
  foo->count = 3;
  return foo->count;
}

// The core API, as it is listed.
int core_api_ok(TALLOC_CTX *parent, TALLOC_CTX *other_ctx) {
  TALLOC_CTX *ctx = talloc_new(parent);
  foo_t *foo = talloc_zero(ctx, foo_t);
  char *text = talloc_strdup(ctx, "text");
  char *line = talloc_asprintf(ctx, "%s\n", "line");
  if (!foo || !text || !line)
    PANIC("Out of memory");
  talloc_steal(other_ctx, line);
  int n = (int)strlen(text);
  talloc_free(ctx);
  return n + (int)strlen(line);
}

// Pattern 1. The letter of the pattern makes a root outside of main(), which mistake 4 forbids.
void request_letter_bad(const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(NULL); // expect: root-context
  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res)) {
    talloc_free(req_ctx);
    return;
  }
  msg_t *msg = res.ok;
  show(msg->text);
  talloc_free(req_ctx);
}

void request_ok(TALLOC_CTX *ctx, const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(ctx);
  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res)) {
    talloc_free(req_ctx);
    return;
  }
  msg_t *msg = res.ok;
  show(msg->text);
  talloc_free(req_ctx);
}

void request_unfreed_bad(TALLOC_CTX *ctx, const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(ctx);
  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res))
    return; // expect: temporary-not-freed: 'req_ctx'
  msg_t *msg = res.ok;
  show(msg->text);
  talloc_free(req_ctx);
}

void request_used_after_bad(TALLOC_CTX *ctx, const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(ctx);
  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res)) {
    talloc_free(req_ctx);
    return;
  }
  msg_t *msg = res.ok;
  talloc_free(req_ctx);
  show(msg->text); // expect: use-after-free: 'msg
}

// Pattern 2: the caller's context, and its fields on the object.
res_t cfg_load_ok(TALLOC_CTX *ctx, const char *key_from_file, const char *addr_from_file) {
  cfg_t *config = talloc_zero_(ctx, sizeof(cfg_t));
  if (!config)
    PANIC("Out of memory");
  config->openai_api_key = talloc_strdup(config, key_from_file);
  config->listen_address = talloc_strdup(config, addr_from_file);
  return OK(config);
}

// Pattern 3.
res_t foo_init(TALLOC_CTX *ctx, foo_t **out) {
  foo_t *foo = talloc_zero_(ctx, sizeof(foo_t));
  if (!foo)
    PANIC("Out of memory");
  foo->name = talloc_strdup(foo, "example");
  foo->data = talloc_array(foo, char, 1024);
  *out = foo;
  return OK(*out);
}

foo_t *siblings_bad(TALLOC_CTX *ctx) {
  foo_t *foo = talloc_zero_(ctx, sizeof(foo_t));
  if (!foo)
    PANIC("Out of memory");
  foo->name = talloc_strdup(ctx, "example"); // expect: field-parent: 'foo->name'
  return foo;
}

// Pattern 4, to the letter: what was not kept is returned behind the end of its context.
res_t process_letter_bad(TALLOC_CTX *ctx, input_t *in, bool keep_result) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *buf = talloc_array(tmp, char, 4096);
  parsed_t *p = talloc_zero(tmp, parsed_t);
  (void)buf;
  (void)p;
  result_t *result = process_internal(tmp, in);
  if (keep_result) {
    talloc_steal(ctx, result);
  }
  talloc_free(tmp);
  return OK(result); // expect: temporary-escape
}

res_t process_ok(TALLOC_CTX *ctx, input_t *in) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *buf = talloc_array(tmp, char, 4096);
  parsed_t *p = talloc_zero(tmp, parsed_t);
  (void)buf;
  (void)p;
  result_t *result = process_internal(tmp, in);
  talloc_steal(ctx, result);
  talloc_free(tmp);
  return OK(result);
}

res_t process_not_stolen_bad(TALLOC_CTX *ctx, input_t *in) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  result_t *result = process_internal(tmp, in);
  talloc_free(tmp);
  return OK(result); // expect: temporary-escape
}

int process_on_the_callers_bad(TALLOC_CTX *ctx, input_t *in) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *buf = talloc_strdup(tmp, in->text);
  char *copy = talloc_asprintf(ctx, "%s!", in->text); // expect: wrong-parent
  int n = buf && copy ? (int)strlen(copy) : -1;
  talloc_free(tmp);
  return n;
}

// Fixed sizes: never, and always.
void fixed_size_bad(const char *key, const char *value) {
  char buffer[1024];
  sprintf(buffer, "%s: %s", key, value); // expect: fixed-buffer: 'buffer'
  show(buffer);
}

void dynamic_size_ok(TALLOC_CTX *ctx, const char *key, const char *value) {
  char *str = talloc_asprintf(ctx, "%s: %s", key, value);
  if (str)
    show(str);
}

// Strategy 2: start small, grow.
char *grow_ok(TALLOC_CTX *ctx, FILE *file) {
  size_t size = 16, used = 0;
  char *buffer = talloc_array(ctx, char, size);
  if (!buffer)
    PANIC("Out of memory");
  for (int c = fgetc(file); c != EOF; c = fgetc(file)) {
    if (used + 1 == size) {
      size *= 2;
      buffer = talloc_realloc(ctx, buffer, char, size);
      if (!buffer)
        PANIC("Out of memory");
    }
    buffer[used++] = (char)c;
  }
  buffer[used] = 0;
  return buffer;
}

// Error context lifetime.
res_t error_on_temporary_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = some_function(tmp);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res; // expect: error-on-temporary
  }
  talloc_free(tmp);
  return OK(NULL);
}

res_t error_on_parent_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = some_function(ctx);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res;
  }
  talloc_free(tmp);
  return OK(NULL);
}

res_t error_made_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!text) {
    res_t res = ERR(tmp, INVALID_ARG, "no text");
    talloc_free(tmp);
    return res; // expect: error-on-temporary
  }
  talloc_free(tmp);
  return OK(NULL);
}

// Names: *_init takes its result by `out`, *_create and *_load return an owned pointer, *_free ends all.
foo_t *foo_create(TALLOC_CTX *ctx) { return talloc_zero(ctx, foo_t); }

void foo_free(foo_t *foo) { talloc_free(foo); }

void create_and_free_ok(TALLOC_CTX *ctx) {
  foo_t *foo = foo_create(ctx);
  if (foo)
    foo->count = 1;
  foo_free(foo);
}

int used_after_free_bad(TALLOC_CTX *ctx) {
  foo_t *foo = foo_create(ctx);
  if (!foo)
    return -1;
  foo->count = 1;
  foo_free(foo);
  return foo->count; // expect: use-after-free: 'foo
}

// Out of memory.
int oom_ok(TALLOC_CTX *ctx) {
  int *ptr = talloc_zero(ctx, int);
  if (!ptr)
    PANIC("Out of memory");
  return *ptr;
}

int oom_unchecked_bad(TALLOC_CTX *ctx) {
  int *ptr = talloc_zero(ctx, int);
  return *ptr; // expect: unchecked-allocation: 'ptr'
}

// Common mistakes: 2, what is not a child is not freed; 5, one kind of memory.
void field_lost_bad(TALLOC_CTX *ctx) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    PANIC("Out of memory");
  foo->name = strdup("x"); // expect: hidden-allocation
  talloc_free(foo);        // expect: leak: 'foo'
}

void mixed_bad(TALLOC_CTX *ctx) {
  char *text = talloc_strdup(ctx, "x");
  free(text); // expect: release-mismatch: 'text'
}

void mixed_back_bad(void) {
  char *text = malloc(10); // expect: hidden-allocation
  talloc_free(text);       // expect: release-mismatch: 'text'
}

// Quick reference.
void quick_reference_ok(TALLOC_CTX *parent, TALLOC_CTX *new_parent) {
  TALLOC_CTX *ctx = talloc_new(parent);
  foo_t *foo = talloc_zero_(ctx, sizeof(foo_t));
  char *str = talloc_strdup(ctx, "text");
  int *arr = talloc_array(ctx, int, 100);
  if (foo && str && arr)
    fill(arr, 100);
  talloc_steal(new_parent, foo);
  talloc_free(ctx);
}

// Only main() may start a tree; debugging aids allocate nothing.
int main(void) {
  talloc_enable_leak_report();
  TALLOC_CTX *ctx = talloc_new(NULL);
  res_t res = cfg_load_ok(ctx, "key", "address");
  cfg_t *config = res.ok;
  show(config->openai_api_key);
  talloc_report_full(ctx, stdout);
  talloc_free(ctx);
  return 0;
}
