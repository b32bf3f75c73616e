/* Transfers and assertions: checked with -DDEED_CHECKED and -ldeed_checked, nothing otherwise. */
#include <deed/assert.h>
#include <deed/heap.h>

struct box { char *own_text; };

static void box_take(struct box *mut_box, char *own_text)
{
	mut_box->own_text = DEED_TAKE(own_text, mut_box);
}
int main(void)
{
	struct box box = { NULL };
	char *own_text = deed_strdup(deed_heap(), "mine");
	if (!own_text) return 1;
	DEED_ASSERT_OWNED(own_text);
	box_take(&box, DEED_TRANSFER(own_text));
	DEED_ASSERT_TRANSFERRED(own_text);
	DEED_ASSERT_OWNED_BY(box.own_text, &box);
	const char *ref_text;
	DEED_BORROW(ref_text, box.own_text + 1);
	DEED_ASSERT_BORROW_VALID(ref_text);
	int ok = ref_text[0] == 'i';
	DEED_FREE(deed_heap(), box.own_text);
	return ok && !own_text ? 0 : 1;
}
