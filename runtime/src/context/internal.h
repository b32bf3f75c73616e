// What the public files of contexts share beyond node.h.
#pragma once
#include "context/node.h"
#include <stdio.h>

#pragma GCC visibility push(hidden)
namespace deed::ctx {
int unreference(Node *ctx, Node *n);
int unlink_from(Node *ctx, Node *n);
Node *reference(Node *ctx, Node *n, const char *location, bool from_below);
bool set_limit(Node *n, size_t max);
void set_null_context(Node *n);
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

// p as a node; NULL p gives NULL; *bad says that p was something and reported
inline Node *opt(const void *p, const char *what, bool *bad)
{
	*bad = false;
	if (!p) return nullptr;
	Node *n = node_in(p, what);
	*bad = !n;
	return n;
}

void *make_slow(const void *ctx, size_t size, const char *name, bool named, bool zero);
__attribute__((always_inline)) inline void *make(const void *ctx, size_t size, const char *name, bool named, bool zero)
{
	if (!check::on && __builtin_expect(ctx != nullptr, 1)) {
		if (Node *n = take_fast(node_of(ctx), size, name, named)) return zero ? memset(n->payload(), 0, size) : n->payload();
	}
#ifdef DEED_CHECKED
	if (__builtin_expect(ctx != nullptr, 1))
		if (void *p = take_checked(ctx, size, name, named, zero)) return p;
#endif
	return make_slow(ctx, size, name, named, zero);
}

// realloc in every respect but the naming of new blocks
void *regrow(const void *ctx, void *p, size_t size, const char *name, bool named);
char *vformat(const void *ctx, const char *fmt, va_list ap, bool named);
size_t total_size(const Node *n);
size_t total_blocks(const Node *n);
} // namespace deed::ctx
#pragma GCC visibility pop
