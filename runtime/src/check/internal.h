// Shared by the sources of check/: the table and its lock.
#pragma once
#include "check/check.h"

#pragma GCC visibility push(hidden)
namespace deed::check {

struct Shot : Record { Extra x; };            // a block as it was, for a report without the lock
Record *find_inside(const void *p);           // a living block around p; slow; registry held
enum Moment { kBirth, kDeath };               // walks of either are remembered apart
// capture_here(): walks.h
void show(const Shot *r, const void *p, Text &out);
const Trace *trace_of(uint32_t id);           // NULL for 0
void show_trace(const char *title, const Trace *t, Text &out);
// guards.cpp: the registry is held
struct Damage { bool under, over; size_t at; };
__attribute__((cold, noinline)) size_t first_other_slow(const char *p, size_t n, unsigned char b); // guards.h: first_other, guards, arm
__attribute__((noinline)) Damage guards_slow(const Record *r);
__attribute__((noinline)) void arm_slow(const Record *r);
// guards.cpp: the registry is not held
__attribute__((cold, noinline)) void report_damage(const Shot *copy, Damage d, const char *what);
__attribute__((cold, noinline)) void report_pinned(const Shot *copy, const char *what);
__attribute__((cold, noinline)) void report_written(const Shot *copy, size_t at);
extern Owner *all_owners;
extern uint8_t default_frames;
void *core_alloc(size_t n);                   // memory of the metadata itself; aborts when there is none

} // namespace deed::check
#pragma GCC visibility pop
