/* A program for talloc. */
#include "torture.h"
#include <deed/talloc.h>
struct a {
	int x;
};
struct b {
	int y;
};
static int dcount;
static int d_a(struct a *p)
{
	(void)p;
	dcount++;
	return 0;
}
static TALLOC_CTX *r;
static struct a *x;
static char *s;

static void types_and_arrays(void)
{

	r = talloc_new(NULL);
	x = talloc(r, struct a);
	CHECK(x && !strcmp(talloc_get_name(x), "struct a"));
	talloc_set_destructor(x, d_a);
	CHECK(talloc_get_type(x, struct a) == x && !talloc_get_type(x, struct b));
	int *arr = talloc_zero_array(x, int, 100);
	CHECK(talloc_array_length(arr) == 100 && !arr[99]);
	arr = talloc_realloc(x, arr, int, 1000);
	CHECK(talloc_array_length(arr) == 1000);
	CHECK(!talloc_array(r, int, 0x7fffffffu));
	CHECK(!talloc_size(r, SIZE_MAX));
	CHECK(!talloc_size(r, 0x10000001));
	CHECK(talloc_size(r, 0x0fffff00));
}

static void strings(void)
{
	s = talloc_strdup(r, "a");
	s = talloc_strdup_append(s, "b");
	s = talloc_asprintf_append(s, "%d", 7);
	s = talloc_asprintf_append_buffer(s, "%s", "zz");
	CHECK(!strcmp(s, "ab7zz"));
	s = talloc_strndup_append_buffer(s, "qqqq", 2);
	CHECK(!strcmp(s, "ab7zzqq"));
	talloc_asprintf_addbuf(&s, "+");
	CHECK(!strcmp(s, "ab7zzqq+"));
	char *sep = NULL;
	sep = talloc_strdup(r, "");
	talloc_asprintf_addsep(&sep, ",", "%d", 1);
	talloc_asprintf_addsep(&sep, ",", "%d", 2);
	CHECK(!strcmp(sep, "1,2"));
	char *of_null = talloc_strdup_append(NULL, "x");
	CHECK(of_null && !strcmp(of_null, "x") && !talloc_parent(of_null));
	CHECK(!talloc_free(of_null));
	CHECK(!talloc_strdup(r, NULL));
}

static void moves(void)
{
	struct a *y = talloc_steal(NULL, x);
	CHECK(y == x && !talloc_parent(x));
	struct a *m = talloc_move(r, &x);
	CHECK(!x && talloc_parent(m) == r);
	talloc_reference(s, m);
	CHECK(talloc_reference_count(m) == 1);
	CHECK(talloc_unlink(r, m) == 0);
	CHECK(talloc_parent(m) == s && dcount == 0);
	TALLOC_FREE(s);
	CHECK(!s && dcount == 1);
}

static void rest(void)
{
	CHECK(talloc_free(NULL) == -1);
	void *p = talloc_pooled_object(r, struct a, 3, 100);
	CHECK(p);
	CHECK(talloc_memdup(r, "abc", 4));
	CHECK(talloc_total_blocks(r) > 3);
	CHECK(talloc_is_parent(p, r) && !talloc_is_parent(r, p) && talloc_is_parent(p, p)); /* (child, parent) */
	CHECK(talloc_find_parent_bytype(talloc_size(p, 3), struct a) == p);
	void *big = talloc_realloc_size(r, NULL, 10);
	big = talloc_realloc_size(r, big, 100000);
	CHECK(talloc_get_size(big) == 100000);
	CHECK(!talloc_realloc_size(r, big, 0));
	talloc_report_full(r, fopen("/dev/null", "w"));
	talloc_set_memlimit(r, 1);
	CHECK(!talloc_size(r, 100));
	CHECK(talloc_free(r) == 0);
	talloc_enable_leak_report();
	talloc_enable_leak_report_full();
	atexit(talloc_report_full_on_exit);
	/* NOLINTNEXTLINE(ownership-discarded-result): left for the report at exit */
	(void)!talloc_strdup(NULL, "leaked on purpose");
}

int main(void)
{
	START;
	types_and_arrays();
	strings();
	moves();
	rest();
	END;
}
