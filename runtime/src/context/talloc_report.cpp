// talloc's reports and its tracking of blocks without a parent.
#include <deed/talloc.h>
#include "context/internal.h"
#include <unistd.h>

namespace deed::ctx {
namespace {
Node *autofree;
pid_t autofree_pid;
bool leak_report, leak_report_full, at_exit_set, null_at_exit;

void line(const void *p, int depth, int max_depth, int is_ref, void *file)
{
	FILE *f = (FILE *)file;
	Node *n = node_of(p);
	const char *nm = name(n);
	if (!nm) nm = "UNNAMED";
	if (is_ref) {
		fprintf(f, "%*sreference to: %s\n", depth * 4, "", nm);
		return;
	}
	if (const Ext *e = ext(n))
		if (e->limit && e->limit->max != SIZE_MAX)
			fprintf(f, "%*s%-30s is a memlimit context (max_size = %zu bytes, cur_size = %zu bytes)\n", depth * 4, "", nm, e->limit->max, e->limit->used);
	size_t size = total_size(n), blocks = total_blocks(n);
	if (depth == 0) fprintf(f, "%stalloc report on '%s' (total %6zu bytes in %3zu blocks)\n", max_depth < 0 ? "full " : "", nm, size, blocks);
	else fprintf(f, "%*s%-30s contains %6zu bytes in %3zu blocks (ref %d) %p\n", depth * 4, "", nm, size, blocks, (int)deed_talloc_reference_count(p), p);
}
int autofree_gone(void *)
{
	autofree = nullptr;
	return 0;
}
void at_exit()
{
	// before the report, as in talloc: what ends by itself is no leak
	if (autofree && autofree_pid == getpid()) deed_talloc_free(autofree->payload(), "atexit");
	if (null_at_exit && null_context() && deed_talloc_total_blocks(nullptr) > 1) {
		if (leak_report_full) talloc_report_full(nullptr, stderr);
		else if (leak_report) talloc_report(nullptr, stderr);
	}
}
void set_at_exit()
{
	if (!at_exit_set) atexit(at_exit);
	at_exit_set = true;
}
} // namespace
} // namespace deed::ctx

using namespace deed::ctx;

void talloc_report_depth_cb(const void *p, int depth, int max_depth, void (*callback)(const void *, int, int, int, void *), void *data)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "report") : null_context();
	if (!n || n->has(kLoop)) return;
	walk(n, [&](Node *x, int below) {
		const bool ref = x != n && x->has(kRef);
		callback(ref ? ((Ref *)x->payload())->target->payload() : x->payload(), depth + below, max_depth, ref, data);
		return !ref && (max_depth < 0 || depth + below < max_depth);
	}, [](Node *) {});
}
void talloc_report_depth_file(const void *p, int depth, int max_depth, FILE *f)
{
	DEED_ENTRY;
	if (!f) return;
	talloc_report_depth_cb(p, depth, max_depth, line, f);
	fflush(f);
}
void talloc_report_full(const void *p, FILE *f) { talloc_report_depth_file(p, 0, -1, f); }
void talloc_report(const void *p, FILE *f) { talloc_report_depth_file(p, 0, 1, f); }
void talloc_report_full_on_exit(void) { talloc_report_full(nullptr, stderr); }
void talloc_show_parents(const void *p, FILE *f)
{
	DEED_ENTRY;
	Node *n = p ? node_in(p, "report") : nullptr;
	if (!n) {
		fprintf(f, "talloc no parents for NULL\n");
		return;
	}
	const char *s = name(n);
	fprintf(f, "talloc parents of '%s'\n", s ? s : "UNNAMED");
	for (Upwards x(n); x.at(); x.up()) fprintf(f, "\t'%s'\n", (s = name(x.at())) ? s : "UNNAMED");
	fflush(f);
}

void talloc_enable_null_tracking_no_autofree(void)
{
	DEED_ENTRY;
	if (!null_context()) set_null_context(root("null_context"));
}
void talloc_enable_null_tracking(void)
{
	DEED_ENTRY;
	talloc_enable_null_tracking_no_autofree();
	if (autofree && null_context()) steal(autofree, null_context());
}
void talloc_disable_null_tracking(void)
{
	DEED_ENTRY;
	Node *n = null_context();
	set_null_context(nullptr);
	if (!n) return;
	while (Node *c = n->child()) { // all of them stand alone from now on
		unlink(c);
		share(region_of(c));
	}
	deed_talloc_free(n->payload(), "null_context");
}
void talloc_enable_leak_report(void)
{
	DEED_ENTRY;
	talloc_enable_null_tracking();
	null_at_exit = leak_report = true;
	set_at_exit();
}
void talloc_enable_leak_report_full(void)
{
	DEED_ENTRY;
	talloc_enable_null_tracking();
	null_at_exit = leak_report_full = true;
	set_at_exit();
}
void *talloc_autofree_context(void)
{
	DEED_ENTRY;
	if (!autofree) {
		void *p = talloc_named_const(nullptr, 0, "autofree_context");
		if (!p) return nullptr;
		autofree = node_of(p);
		autofree_pid = getpid();
		deed_talloc_set_destructor(p, autofree_gone);
		set_at_exit();
	}
	return autofree->payload();
}
