// What the public files of contexts share beyond node.h.
#pragma once
#include "context/node.h"
#include <stdio.h>

namespace deed::ctx {
int unreference(Node *ctx, Node *n);
int unlink_from(Node *ctx, Node *n);
Node *reference(Node *ctx, Node *n, const char *location);
bool set_limit(Node *n, size_t max);
void set_null_context(Node *n);
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
extern void (*abort_hook)(const char *reason);
#ifdef DEED_CHECKED
check::Owner *context_owner();
#endif

// p as a node; NULL p gives NULL; *bad says that p was something and reported
inline Node *opt(const void *p, const char *what, bool *bad)
{
	*bad = false;
	if (!p) return nullptr;
	Node *n = node_in(p, what);
	*bad = !n;
	return n;
}

enum class Mode { Plain, Zero };
inline void *make(const void *ctx, size_t size, const char *name, bool named, bool zero)
{
	bool bad;
	Node *parent = opt(ctx, "use as a context", &bad);
	if (bad) return nullptr;
	Node *n = take(parent, size, name, named);
	if (!n) return nullptr;
	if (zero) {
		tools::open(n->payload(), size);
		__builtin_memset(n->payload(), 0, size);
	}
	return n->payload();
}

// realloc in every respect but the naming of new blocks
void *regrow(const void *ctx, void *p, size_t size, const char *name, bool named);
char *vformat(const void *ctx, const char *fmt, va_list ap, bool named);
size_t total_size(const Node *n);
size_t total_blocks(const Node *n);
} // namespace deed::ctx
