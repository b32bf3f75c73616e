// RUN: %check_both %s --rules=prefix-missing
// Each pointer says by its name, or its type's, whether it owns.
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct data data_t;
typedef struct data own_data_t;
data_t *data_create(int value);
void data_destroy(data_t *own_data);

int parameter_bad(const data_t *data); // expect: prefix-missing: 'data' of 'parameter_bad'
int parameter_ok(const data_t *ref_data);
int nameless_ok(const data_t *);

// One parameter is one finding, at the first declaration that does not say it.
int twice_bad(const data_t *value); // expect: prefix-missing: 'value'
int twice_bad(const data_t *value) { return value != NULL; }
int definition_bad(const data_t *ref_value);
int definition_bad(const data_t *value) { return value != NULL; } // expect: prefix-missing: 'value'

struct holder_bad {
  data_t *data;     // expect: prefix-missing: the field 'data'
  const char *name; // expect: prefix-missing: 'name'
};
struct holder_ok {
  data_t *own_data;
  data_t *mut_data;
  const char *ref_name;
  own_data_t *data; // its type says it
  int count;
  bool (*callback)(int);
  char buffer[16];
};

int local_bad(void) {
  const char *text = "a"; // expect: prefix-missing: the variable 'text'
  for (const char *p = text; *p; p++) // expect: prefix-missing: 'p'
    ;
  return 0;
}
int local_ok(void) {
  const char *ref_text = "a";
  own_data_t *value = data_create(1);
  data_destroy(value);
  size_t length = 0;
  char buffer[4] = {0};
  return *ref_text + buffer[length];
}

static data_t *global_bad; // expect: prefix-missing: 'global_bad'
static data_t *own_global_ok;
data_t *global_use(void) { return own_global_ok ? own_global_ok : global_bad; }

// Exempt: names and types that everybody knows, and what a macro declares.
typedef struct object object_t;
int exempt_ok(object_t *self, FILE *stream);
#define SWAP(a, b) do { void *spare_ok = a; a = b; b = spare_ok; } while (0)
void macro_ok(void *mut_a, void *mut_b) { SWAP(mut_a, mut_b); }
typedef int (*compare_ok)(const void *left, const void *right);

int main(int argc, char *argv[]) { return argc + (argv == NULL); }
