/* Heap, page, raw heap and smp: sizes, alignments, and every misuse that one call can see. */
#include "torture.h"
#include <deed/smp.h>
static void sizes(deed_allocator *a)
{
	size_t big[] = { SIZE_MAX,	SIZE_MAX - 1,	   SIZE_MAX - 15,     SIZE_MAX - 16,  SIZE_MAX / 2, (size_t)PTRDIFF_MAX,
			 DEED_MAX_SIZE, DEED_MAX_SIZE + 1, DEED_MAX_SIZE - 1, (size_t)1 << 62 };
	for (unsigned i = 0; i < sizeof big / sizeof *big; i++) {
		QUIET(CHECK(!deed_alloc(a, HIDE((void *)big[i]) ? big[i] : 0)));
		QUIET(CHECK(!deed_zalloc(a, big[i])));
		if (a != deed_heap_raw()) QUIET(CHECK(!deed_alloc_aligned(a, big[i], 4096)));
		QUIET(CHECK(!deed_alloc_array(a, big[i], 16)));
		QUIET(CHECK(!deed_zalloc_array(a, 3, big[i])));
		QUIET(CHECK(!deed_alloc_sentinel(a, big[i], 1, NULL)));
		QUIET(CHECK(!deed_dupe(a, "x", big[i])));
	}
}

static void alignments(deed_allocator *a)
{
	for (size_t al = 1; al <= (1u << 22); al <<= 1) {
		if (a == deed_heap_raw() && al > 16) break;
		for (size_t n = 0; n < 70; n += 23) {
			char *p;
			QUIET(p = deed_alloc_aligned(a, n, al));
			CHECK(p && !((uintptr_t)p & (al - 1)));
			if (!p) continue;
			memset(p, 1, n ? n : 1);
			char *q;
			QUIET(q = deed_realloc_aligned(a, p, n ? n : 1, n + 100000, al));
			CHECK(q && !((uintptr_t)q & (al - 1)));
			for (size_t k = 0; k < (n ? n : 1); k++) CHECK(q[k] == 1);
			QUIET(q = deed_realloc_aligned(a, q, 0, n + 7, al));
			CHECK(q && !((uintptr_t)q & (al - 1)) && q[0] == 1);
			/* grow unknown size */
			q[n + 6] = 9;
			QUIET(q = deed_realloc_aligned(a, q, 0, n + 5000, al));
			CHECK(q && !((uintptr_t)q & (al - 1)) && q[0] == 1 && q[n + 6] == 9);
			/* failure keeps */
			QUIET(MUST(!deed_realloc_aligned(a, q, n + 5000, SIZE_MAX - 3, al)));
			QUIET(MUST(!deed_realloc_aligned(a, q, n + 5000, DEED_MAX_SIZE, al)));
			CHECK(q[0] == 1 && q[n + 6] == 9);
			QUIET(deed_free_sized(a, q, n + 5000, al));
		}
	}
}

static void bad_alignments(deed_allocator *a)
{
	size_t badal[] = { 3, 5, 6, 7, 12, 24, 48, 100, 4095, SIZE_MAX, SIZE_MAX - 1, ((size_t)1 << 63) + 1 };
	for (unsigned i = 0; i < sizeof badal / sizeof *badal; i++) {
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc_aligned(a, 10, badal[i])), "power of two");
		REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_zalloc_aligned(a, 10, badal[i])));
	}
	if (a != deed_heap_raw()) {
		QUIET(CHECK(!deed_alloc_aligned(a, 10, (size_t)1 << 63)));
		QUIET(CHECK(!deed_alloc_aligned(a, 10, (size_t)1 << 62)));
		QUIET(CHECK(!deed_alloc_aligned(a, 10, (size_t)1 << 48)));
	}
}

static void zeros_and_copies(deed_allocator *a)
{
	/* zero */
	char *z1, *z2;
	QUIET(z1 = deed_alloc(a, 0));
	QUIET(z2 = deed_zalloc(a, 0));
	CHECK(z1 && z2 && z1 != z2);
	z1[0] = 4;
	QUIET(z1 = deed_realloc(a, z1, 0, 50));
	CHECK(z1 && z1[0] == 4);
	QUIET(CHECK(deed_realloc(a, z1, 50, 0) == NULL));
	QUIET(CHECK(deed_realloc(a, NULL, 0, 0) == NULL));
	QUIET(deed_free(a, z2));
	QUIET(deed_free(a, NULL));
	QUIET(deed_free_sized(a, NULL, 3, 3));
	QUIET(CHECK(!deed_resize(a, NULL, 1, 2)));
	char *s;
	QUIET(s = deed_strndup(a, "hello", 2));
	CHECK(!strcmp(s, "he"));
	QUIET(CHECK(!deed_strdup(a, NULL)));
	QUIET(CHECK(!deed_dupe(a, NULL, 3)));
	QUIET(s = deed_realloc_array(a, s, 3, 600, 1));
	CHECK(s && !strcmp(s, "he"));
	QUIET(CHECK(!deed_realloc_array(a, s, 600, SIZE_MAX, 2)));
	CHECK(!strcmp(s, "he"));
	deed_free(a, s);
	int sent = 77;
	int *ia;
	QUIET(ia = deed_alloc_sentinel(a, 5, sizeof(int), &sent));
	CHECK(ia[5] == 77);
	deed_free(a, ia);
	char *l;
	QUIET(l = deed_asprintf(a, "%0300d", 5));
	CHECK(strlen(l) == 300);
	deed_free(a, l);
}

/* NOLINTBEGIN(ownership-double-free,ownership-release-mismatch,ownership-use-after-free): wrong on purpose: the library must tell it */
static void wrong_frees(deed_allocator *a, const char *name)
{
	char *p = deed_alloc(a, 100);
	char fam[64];
	snprintf(fam, sizeof fam, "family %s", name);
	deed_block_info bi;
	CHECK(deed_block_describe(p, &bi) && bi.alive && bi.size == 100 && bi.start == p && !strcmp(bi.family, name));
	CHECK(deed_block_describe(p + 50, &bi) && bi.start == p);
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, p + 1), "inside", fam, "born");
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, p + 99), "inside", fam, "born");
	REPORT(DEED_ERROR_WRONG_SIZE, deed_free_sized(a, p, 99, 0), "99", "100", "born");
	REPORT(DEED_ERROR_WRONG_SIZE, deed_free_sized(a, p, 100, 64), "64", "born");
	REPORT(DEED_ERROR_WRONG_SIZE, CHECK(!deed_realloc(a, p, 101, 200)), "realloc", "born");
	REPORT(DEED_ERROR_WRONG_SIZE, CHECK(!deed_resize(a, p, 101, 200)), "born");
	deed_allocator *other = a == deed_heap() ? deed_page() : deed_heap();
	REPORT(DEED_ERROR_WRONG_FAMILY, deed_free(other, p), fam, "born");
	REPORT(DEED_ERROR_WRONG_FAMILY, CHECK(!deed_realloc(other, p, 100, 200)), fam, "born");
	char st[8];
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, st));
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, (void *)16));
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, (void *)(UINTPTR_MAX - 15)));
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, "text"));
	void *m = malloc(40);
	REPORT(DEED_ERROR_INVALID_FREE, deed_free(a, m));
	free(m);
	/* shown twice: still whole */
	memset(p, 5, 100);
	QUIET(deed_free_sized(a, p, 100, 16));
	REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(a, p), fam, "born", "died");
	REPORT(DEED_ERROR_USE_AFTER_FREE, CHECK(!deed_realloc(a, p, 100, 10)), "died");
	REPORT(DEED_ERROR_DOUBLE_FREE, deed_free_sized(a, p, 100, 0), "died");
}
/* NOLINTEND(ownership-double-free,ownership-release-mismatch,ownership-use-after-free) */

static void damage(deed_allocator *a)
{
	char *p;
	for (size_t n = 1; n < 300; n = n * 2 + 1) {
		p = deed_alloc(a, n);
		char keep = p[n];
		p[n] = 1;
		(void)keep;
		REPORT(DEED_ERROR_OVERFLOW, deed_free(a, p), "byte 1 after", "born");
		p = deed_alloc(a, n);
		p[-1] = 1;
		REPORT(DEED_ERROR_UNDERFLOW, deed_free(a, p), "byte 1 before", "born");
		p = deed_alloc(a, n);
		p[n + 15] = 1;
		REPORT(DEED_ERROR_OVERFLOW, { p = deed_realloc(a, p, n, n + 1); }, "byte 16 after", "realloc");
		deed_free(a, p);
	}
	p = deed_alloc_aligned(a, 10, 256);
	p[-200] = 3;
	REPORT(DEED_ERROR_UNDERFLOW, deed_free(a, p), "byte 200 before");
	/* old pointer after a move */
	p = deed_alloc(a, 64);
	char *q = deed_realloc(a, p, 64, 1 << 20);
	CHECK(q);
	/* NOLINTNEXTLINE(ownership-double-free): wrong on purpose: the library must tell it */
	if (q != p) REPORT(DEED_ERROR_DOUBLE_FREE, deed_free(a, p), "born", "died");
	deed_free(a, q);
}
static void family(deed_allocator *a, const char *name)
{
	sizes(a);
	alignments(a);
	bad_alignments(a);
	zeros_and_copies(a);
	if (a == deed_heap_raw() || !deed_is_checked()) return;
	wrong_frees(a, name);
	damage(a);
}

static void families(void)
{

	family(deed_heap(), "heap");
	family(deed_page(), "page");
	family(deed_heap_raw(), "raw");
	family(deed_smp(), "smp");
}

/* NOLINTBEGIN(ownership-release-mismatch): wrong on purpose: the library must tell it */
static void null_and_junk(void)
{
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(NULL, 3)), "NULL");
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_realloc(NULL, &t_n, 3, 4)));
	REPORT(DEED_ERROR_BAD_ARGUMENT, deed_free(NULL, &t_n));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_resize(NULL, &t_n, 3, 4)));
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc_array(NULL, SIZE_MAX, SIZE_MAX)));
	QUIET(deed_free(NULL, NULL));
	deed_allocator junk;
	memset(&junk, 0x5a, sizeof junk);
	REPORT(DEED_ERROR_BAD_ARGUMENT, CHECK(!deed_alloc(&junk, 3)));
	REPORT(DEED_ERROR_BAD_ARGUMENT, MUST(!deed_alloc_aligned(deed_heap_raw(), 3, 32)));
	void *m = malloc(3);
	QUIET(deed_free(deed_heap_raw(), m));
	m = deed_alloc(deed_heap_raw(), 3);
	free(m);
}
/* NOLINTEND(ownership-release-mismatch) */

static void late_write(void)
{
	if (deed_is_checked()) { /* late write in the quarantine */
		char *p = deed_alloc(deed_heap(), 200);
		deed_free(deed_heap(), p);
		/* NOLINTNEXTLINE(ownership-use-after-free): wrong on purpose: the library must tell it */
		((char *)HIDE(p))[7] = 1;
		t_n = 0;
		t_msg[0] = 0;
		for (int i = 0; i < 2000 && !t_n; i++) deed_free(deed_heap(), deed_alloc(deed_heap(), 200));
		CHECK(t_n == 1 && t_kind == DEED_ERROR_USE_AFTER_FREE && strstr(t_msg, "byte 7 ") && strstr(t_msg, "born") && strstr(t_msg, "died"));
	}
}

int main(void)
{
	START;
	families();
	null_and_junk();
	late_write();
	END;
}
