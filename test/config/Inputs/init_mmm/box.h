#include <stdbool.h>
typedef struct data data_t;
typedef struct box box_t;
data_t *data_create(const char *ref_text);
void data_destroy(data_t *own_data);
box_t *box_create(void);
void box_destroy(box_t *own_box);
bool box_set(box_t *mut_box, data_t *own_data);
const data_t *box_peek(const box_t *ref_box);
char *box_get_label(const box_t *ref_box);
/** Gets and removes the first one.
 * @return the data (ownership transferred), or NULL
 */
data_t *box_get_first(box_t *mut_box);
