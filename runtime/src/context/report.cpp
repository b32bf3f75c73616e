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
const void *target(const Node *n) { return ((const Ref *)n->payload())->target->payload(); }
void text(Node *top, FILE *f)
{
	walk(top, [f](Node *n, int depth) {
		fprintf(f, "%*s", depth * 2, "");
		if (n->has(kRef)) fprintf(f, "reference to %p\n", target(n));
		else fprintf(f, "%s: %zu bytes in %zu blocks (own %zu) %p\n", shown(n), total_size(n), total_blocks(n), n->size(), n->payload());
		return !n->has(kRef);
	}, [](Node *) {});
}
void dot(Node *top, FILE *f)
{
	walk(top, [f](Node *n, int) {
		if (n->has(kRef)) return false;
		fprintf(f, "  \"%p\" [label=", n->payload());
		quoted(f, shown(n));
		fprintf(f, "];\n");
		for (const Node *c = n->child(); c; c = c->next())
			if (c->has(kRef)) fprintf(f, "  \"%p\" -> \"%p\" [style=dashed];\n", n->payload(), target(c));
			else fprintf(f, "  \"%p\" -> \"%p\";\n", n->payload(), c->payload());
		return true;
	}, [](Node *) {});
}
void json(Node *top, FILE *f)
{
	bool first = true; // of its list
	walk(top, [f, &first](Node *n, int) {
		if (!first) fputc(',', f);
		first = true;
		if (n->has(kRef)) return fprintf(f, "{\"reference\":\"%p\"", target(n)), false;
		fprintf(f, "{\"block\":\"%p\",\"name\":", n->payload());
		quoted(f, shown(n));
		fprintf(f, ",\"size\":%zu,\"total\":%zu,\"children\":[", n->size(), total_size(n));
		return true;
	}, [f, &first](Node *n) {
		fputs(n->has(kRef) ? "}" : "]}", f);
		first = false;
	});
}
void at_exit()
{
	Node *n = null_context();
	if (n && n->child()) {
		fprintf(stderr, "deed: leak: blocks of contexts without a parent at exit:\n");
		text(n, stderr);
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
		text(n, f);
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
