// RUN: %check_both %s -- -std=gnu11
// RUN: not %deed check --no-cache %s -- -std=gnu11 2>&1 | FileCheck %s
// CHECK-NOT: exceeded the budget
// What one value tells of another changes its name in each round of a loop: the loop settles all the same.
#include <stdint.h>
#include <stdlib.h>

struct mapping {
  uint8_t kind, per_bit;
  uint16_t sequence;
};
struct mapping *mapping_get(void);
uint8_t *mapping_codes(const struct mapping *m);
int mapping_length(const struct mapping *m);

int16_t bits_of_ok(uint8_t code) {
  uint16_t bits = 0;
  uint8_t *codes = NULL;
  struct mapping *m = NULL;
  if ((m = mapping_get()) != NULL && m->per_bit > 0) {
    if ((codes = mapping_codes(m)) != NULL) {
      unsigned int count = mapping_length(m) / m->per_bit;
      for (unsigned int i = 0; i < count; i++) {
        for (unsigned int j = 0; j < m->per_bit; j++) {
          uint8_t found = codes[i * m->per_bit + j];
          if (found == 0)
            continue;
          if (code == found)
            bits |= (1 << i);
        }
      }
    }
  }
  free(m);
  return bits;
}

int16_t bits_of_bad(uint8_t code) {
  uint16_t bits = 0;
  uint8_t *codes = NULL;
  struct mapping *m = NULL;
  if ((m = mapping_get()) != NULL && m->per_bit > 0) {
    if ((codes = mapping_codes(m)) != NULL) {
      char *seen = malloc(256);
      unsigned int count = mapping_length(m) / m->per_bit;
      for (unsigned int i = 0; i < count; i++) {
        for (unsigned int j = 0; j < m->per_bit; j++) {
          uint8_t found = codes[i * m->per_bit + j];
          if (found == 0)
            continue;
          if (code == found)
            bits |= (1 << i);
        }
      }
      if (bits)
        free(seen); // not where there are none
    } // expect: leak: 'seen'
  }
  free(m);
  return bits;
}
