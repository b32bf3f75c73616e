/* Torture programs: C users that do everything wrong, and some things right, with a handler that returns. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <deed/report.h>
#include <deed/assert.h>
#include <deed/heap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
static int t_fail, t_n;
static deed_error_kind t_kind;
static char t_msg[16384];
static void t_handler(const deed_error *e, void *u)
{
	(void)u;
	t_n++;
	t_kind = e->kind;
	snprintf(t_msg, sizeof t_msg, "%s", e->message);
}
#define CHECK(c)                                                                                                                                     \
	do {                                                                                                                                         \
		if (!(c)) {                                                                                                                          \
			t_fail++;                                                                                                                    \
			printf("%s:%d: CHECK(%s)\n", __FILE__, __LINE__, #c);                                                                        \
		}                                                                                                                                    \
	} while (0)
/* as CHECK, and nothing that follows means anything without it */
#define MUST(c)                                                                                                                                      \
	do {                                                                                                                                         \
		if (!(c)) {                                                                                                                          \
			printf("%s:%d: MUST(%s)\n", __FILE__, __LINE__, #c);                                                                         \
			exit(1);                                                                                                                     \
		}                                                                                                                                    \
	} while (0)
#define QUIET(stmt)                                                                                                                                  \
	do {                                                                                                                                         \
		t_n = 0;                                                                                                                             \
		stmt;                                                                                                                                \
		if (t_n) {                                                                                                                           \
			t_fail++;                                                                                                                    \
			printf("%s:%d: unexpected report: %s", __FILE__, __LINE__, t_msg);                                                           \
		}                                                                                                                                    \
	} while (0)
/* one report of this kind with these words */
#define REPORT(k, stmt, ...)                                                                                                                         \
	do {                                                                                                                                         \
		t_n = 0;                                                                                                                             \
		t_msg[0] = 0;                                                                                                                        \
		stmt;                                                                                                                                \
		const char *w_[] = { "", ##__VA_ARGS__ };                                                                                            \
		if (t_n != 1 || t_kind != (k)) {                                                                                                     \
			t_fail++;                                                                                                                    \
			printf("%s:%d: want one %s, got %d (%s): %s\n", __FILE__, __LINE__, deed_error_name(k), t_n,                                 \
			       t_n ? deed_error_name(t_kind) : "-", t_msg);                                                                          \
		} else                                                                                                                               \
			for (unsigned i_ = 1; i_ < sizeof w_ / sizeof *w_; i_++)                                                                     \
				if (!strstr(t_msg, w_[i_])) {                                                                                        \
					t_fail++;                                                                                                    \
					printf("%s:%d: no \"%s\" in: %s\n", __FILE__, __LINE__, w_[i_], t_msg);                                      \
				}                                                                                                                    \
	} while (0)
#define CREPORT(k, stmt, ...)                                                                                                                        \
	do {                                                                                                                                         \
		if (deed_is_checked()) REPORT(k, stmt, ##__VA_ARGS__);                                                                               \
	} while (0)
#define START deed_set_error_handler(t_handler, NULL)
#define END                                                                                                                                          \
	printf("%s %s: %s\n", __FILE__, deed_is_checked() ? "checked" : "release", t_fail ? "FAILED" : "ok");                                        \
	return t_fail != 0
static void *volatile t_hide;
#define HIDE(p) (t_hide = (void *)(p), (__typeof__(p))t_hide)
