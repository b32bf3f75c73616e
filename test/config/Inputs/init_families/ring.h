typedef struct ring ring_t;
ring_t *ring_new(int n);
void ring_free(ring_t *r);
char *ring_new_label(const ring_t *r);
