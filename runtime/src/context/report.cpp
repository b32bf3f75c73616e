// Trees as text, DOT and JSON.
#include <deed/context.h>
#include "context/internal.h"
#include <stdlib.h>

namespace deed::ctx {
namespace {

const char *shown(const Node *n)
{
	const char *s = name(n);
	return s ? s : "UNNAMED";
}
void quoted(FILE *f, const char *s)
{
	fputc('"', f);
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '"' || c == '\\') fprintf(f, "\\%c", c);
		else if (c < 0x20 || c == 0x7f) fprintf(f, "\\u%04x", c);
		else fputc(c, f);
	}
	fputc('"', f);
}
void text(const Node *n, FILE *f, int depth)
{
	fprintf(f, "%*s%s: %zu bytes in %zu blocks (own %zu) %p\n", depth * 2, "", shown(n), total_size(n), total_blocks(n), n->size(), n->payload());
	const_cast<Node *>(n)->add(kLoop);
	for (const Node *c = n->child(); c; c = c->next()) {
		if (c->has(kLoop)) continue;
		if (c->has(kRef)) fprintf(f, "%*sreference to %p\n", depth * 2 + 2, "", ((Ref *)c->payload())->target->payload());
		else text(c, f, depth + 1);
	}
	const_cast<Node *>(n)->drop(kLoop);
}
void dot(const Node *n, FILE *f)
{
	fprintf(f, "  \"%p\" [label=", n->payload());
	quoted(f, shown(n));
	fprintf(f, "];\n");
	for (const Node *c = n->child(); c; c = c->next()) {
		if (c->has(kRef)) {
			fprintf(f, "  \"%p\" -> \"%p\" [style=dashed];\n", n->payload(), ((Ref *)c->payload())->target->payload());
			continue;
		}
		fprintf(f, "  \"%p\" -> \"%p\";\n", n->payload(), c->payload());
		dot(c, f);
	}
}
void json(const Node *n, FILE *f)
{
	fprintf(f, "{\"block\":\"%p\",\"name\":", n->payload());
	quoted(f, shown(n));
	fprintf(f, ",\"size\":%zu,\"total\":%zu,\"children\":[", n->size(), total_size(n));
	bool some = false;
	for (const Node *c = n->child(); c; c = c->next()) {
		if (some) fputc(',', f);
		some = true;
		if (c->has(kRef)) fprintf(f, "{\"reference\":\"%p\"}", ((Ref *)c->payload())->target->payload());
		else json(c, f);
	}
	fprintf(f, "]}");
}
void at_exit()
{
	Node *n = null_context();
	if (n && n->child()) {
		fprintf(stderr, "deed: leak: blocks of contexts without a parent at exit:\n");
		text(n, stderr, 0);
	}
}
} // namespace
} // namespace deed::ctx

using namespace deed::ctx;

int deed_context_report(const void *p, FILE *f, deed_report_format format)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "report") : nullptr;
	if (!n || !f) return -1;
	if (format == DEED_REPORT_DOT) {
		fprintf(f, "digraph context {\n");
		dot(n, f);
		fprintf(f, "}\n");
	} else if (format == DEED_REPORT_JSON) {
		json(n, f);
		fputc('\n', f);
	} else {
		text(n, f, 0);
	}
	return ferror(f) ? -1 : 0;
}

void deed_context_report_leaks_at_exit(void)
{
	DEED_ENTRY;
	if (!null_context()) set_null_context(root("null_context"));
	static bool once;
	if (!__atomic_exchange_n(&once, true, __ATOMIC_RELAXED)) atexit(at_exit);
}
