#include <stdlib.h>
/* own_a own_b own_c own_d own_e own_f mut_a mut_b mut_c talloc_new talloc_free: words in a comment */
int main(void) {
  char *p = malloc(1), *ref_count = NULL;
  free(p);
  return ref_count != NULL;
}
