/* An allocator of your own, checked for its promises. */
#include <deed/validate.h>
#include <stdlib.h>

static void *alloc(deed_allocator *self, size_t size, size_t align) { (void)self; return align <= 16 ? malloc(size) : NULL; }
static void *zalloc(deed_allocator *self, size_t size, size_t align) { (void)self; return align <= 16 ? calloc(1, size) : NULL; }
static void *regrow(deed_allocator *self, void *p, size_t old_size, size_t size, size_t align)
{
	(void)self; (void)old_size; (void)align;
	return realloc(p, size);
}
static bool resize(deed_allocator *self, void *p, size_t old_size, size_t size, size_t align)
{
	(void)self; (void)p; (void)old_size; (void)size; (void)align;
	return false;
}
static void release(deed_allocator *self, void *p, size_t size, size_t align) { (void)self; (void)size; (void)align; free(p); }
static const deed_allocator_ops ops = { alloc, zalloc, regrow, resize, release, NULL, NULL, NULL };

int main(void)
{
	deed_allocator mine;
	deed_allocator_init(&mine, &ops, DEED_THREAD_SAFE);
	deed_validate v;
	deed_validate_init(&v, &mine);
	char *p = deed_strdup(&v.allocator, "text");
	if (!p) return 1;
	deed_free(&v.allocator, p);
	return deed_validate_destroy(&v) == 0 ? 0 : 1;
}
