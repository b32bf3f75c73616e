/* Many objects of one type. */
#include <deed/heap.h>
#include <deed/pool.h>

struct node { struct node *next; int value; };

int main(void)
{
	deed_pool pool;
	deed_pool_options options = { .preheat = 100 };
	if (!DEED_POOL_INIT(&pool, deed_heap(), struct node, &options)) return 1;
	struct node *head = NULL;
	for (int i = 0; i < 1000; i++) {
		struct node *n = (struct node *)deed_pool_create(&pool);
		if (!n) break;
		*n = (struct node){ head, i };
		head = n;
	}
	while (head) {
		struct node *next = head->next;
		deed_pool_free(&pool, head);
		head = next;
	}
	int ok = deed_pool_live(&pool) == 0;
	deed_pool_destroy(&pool);
	return ok ? 0 : 1;
}
