/* A program written for talloc: only the header changed. */
#include <deed/talloc.h>

struct foo { char *name; int *numbers; };

int main(void)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct foo *foo = talloc_zero(ctx, struct foo);
	if (!foo) return talloc_free(ctx), 1;
	foo->name = talloc_asprintf(foo, "%s", "example");
	foo->numbers = talloc_zero_array(foo, int, 100);
	talloc_report_full(ctx, stdout);
	int ok = talloc_parent(foo->name) == foo;
	talloc_free(ctx);
	return ok ? 0 : 1;
}
