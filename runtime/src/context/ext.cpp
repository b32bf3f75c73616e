// What few blocks have: destructor, references, limit, a name without a word for it. Kept apart from the header.
#include "base/fork.h"
#include "context/node.h"
#include <stdlib.h>

namespace deed::ctx {
namespace {
constexpr size_t kTable = 1024; // Ext records of nodes that have no word to spare
Ext *table[kTable];
Lock table_lock;
__attribute__((constructor(105))) void guard() { fork_guard(table_lock); }
Ext *&bucket(const Node *n) { return table[(addr(n) * 0x9e3779b97f4a7c15ull) >> 54]; }
} // namespace

Ext *ext(const Node *n)
{
	if (!n->has(kExt)) return nullptr;
	if (n->has(kSlot)) return (Ext *)*slot(n);
	Hold h(table_lock);
	Ext *e = bucket(n);
	while (e && e->node != n) e = e->next;
	return e;
}

Ext *ext_make(Node *n)
{
	if (Ext *e = ext(n)) return e;
	Ext *e = (Ext *)calloc(1, sizeof *e);
	if (!e) return nullptr;
	e->node = n;
	if (n->has(kSlot)) {
		e->name = (const char *)*slot(n);
		*slot(n) = addr(e);
	} else {
		Hold h(table_lock);
		e->next = bucket(n);
		bucket(n) = e;
	}
	bool counted = n->has(kPool | kRef);
	n->add(kExt);
	if (!n->has(kPooled) && !counted) {
		Region *r = region_of(n);
		bool shared = r->shared;
		if (shared) r->guard().lock();
		r->one_special();
		if (shared) r->guard().unlock();
	}
	return e;
}

void ext_free(Node *n)
{
	Ext *e = ext(n);
	if (!n->has(kSlot)) {
		Hold h(table_lock);
		Ext **b = &bucket(n);
		while (*b != e) b = &(*b)->next;
		*b = e->next;
	}
	free(e);
}

void ext_moved(Node *from, Node *n) // the node moved in memory; its Ext, if in the table, is found under the old address
{
	if (!n->has(kExt)) return;
	if (n->has(kSlot)) {
		ext(n)->node = n;
		return;
	}
	Hold h(table_lock);
	Ext **b = &bucket(from);
	while ((*b)->node != from) b = &(*b)->next;
	Ext *e = *b;
	*b = e->next;
	e->node = n;
	e->next = bucket(n);
	bucket(n) = e;
}

const char *name(const Node *n)
{
	if (const Ext *e = ext(n)) return e->name;
	return n->has(kSlot) ? (const char *)*slot(n) : nullptr;
}
void set_name(Node *n, const char *name)
{
	if (Ext *e = ext(n)) e->name = name;
	else if (n->has(kSlot)) *slot(n) = addr(name);
	else if (name)
		if (Ext *made = ext_make(n)) made->name = name;
}
} // namespace deed::ctx
