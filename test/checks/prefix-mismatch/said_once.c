// RUN: %check_both %s --rules=prefix-mismatch,ref-not-const,const-cast-away,borrow-released
// One defect, one finding: the name is wrong; as own_data it needs no const, and may be destroyed.
typedef struct data data_t;
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *data_create(int value);
/** Destroys a value. */
void data_destroy(data_t *own_data);
int data_kind(const data_t *ref_data);

void once_bad(void) {
  data_t *ref_data = data_create(1); // expect: prefix-mismatch: 'ref_data'
  data_destroy(ref_data);
}

int other_bad(data_t *ref_data) { // expect: ref-not-const: 'ref_data'
  return data_kind(ref_data);
}

void once_ok(void) {
  data_t *own_data = data_create(1);
  data_destroy(own_data);
}
