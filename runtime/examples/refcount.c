/* The rare value without one owner. */
#include <deed/heap.h>
#include <deed/refcount.h>

struct shared { int value; };
static int dropped;
static void drop(void *object) { (void)object; dropped++; }

int main(void)
{
	struct shared *a = DEED_RC_NEW(deed_heap(), struct shared, drop);
	struct shared *b = (struct shared *)deed_rc_ref(a);
	if (!a || !b) return 1;
	DEED_RC_UNREF(a);
	int alive = !dropped;
	DEED_RC_UNREF(b);
	return alive && dropped == 1 ? 0 : 1;
}
