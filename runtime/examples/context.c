/* talloc's model: fields are children of their struct, results are stolen from a temporary context. */
#include <deed/context.h>
#include <stdio.h>
#include <string.h>

struct cfg { char *key, *addr; };

static struct cfg *cfg_load(void *ctx, const char *ref_text)
{
	void *tmp = deed_context_create(ctx, "tmp");
	char *copy = deed_context_strdup(tmp, ref_text), *eq = copy ? strchr(copy, '=') : NULL;
	struct cfg *c = eq ? DEED_CTX_NEW(tmp, struct cfg) : NULL;
	if (c) {
		c->key = deed_context_strndup(c, copy, (size_t)(eq - copy));
		c->addr = deed_context_strdup(c, eq + 1);
		deed_context_steal(ctx, c);
	}
	deed_context_free(tmp); /* the copy, and c if it was not stolen */
	return c;
}
int main(void)
{
	void *root = deed_context_create(NULL, "main");
	struct cfg *c = cfg_load(root, "listen=localhost");
	int ok = c && !strcmp(c->addr, "localhost") && deed_context_parent(c) == root;
	deed_context_report(root, stdout, DEED_REPORT_TEXT);
	deed_context_free(root);
	return ok ? 0 : 1;
}
