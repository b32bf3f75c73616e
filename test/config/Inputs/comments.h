// Comments as they stand in real headers, and what deed makes of each. A wrong contract
// out of a comment is worse than none: "is:" lists all that is said, and the rest stays
// unknown. test/config/comments.py asks `deed explain` for each function.
#include <stdbool.h>
#include <stddef.h>
struct thing;

/* ---- results that the caller owns ---- */

/** Returns an owned value that the caller must destroy. */
struct thing *r01(void); // is: returns: owned

/** Makes one.
 * @return A newly allocated thing; the caller is responsible for freeing it. */
struct thing *r02(void); // is: returns: owned

/** @return new string, must be freed with thing_free(). */
char *r03(void); // is: returns: owned

/* Caller owns the result. */
struct thing *r04(void); // is: returns: owned

/* The caller owns the returned buffer and must release it using free(). */
char *r05(void); // is: returns: owned

/* Free the returned string with thing_free() when done. */
char *r06(void); // is: returns: owned

/* Returns a string which must be freed by the caller using free(). */
char *r07(void); // is: returns: owned

/* Returns: a newly-allocated string; free with g_free(). */
char *r08(void); // is: returns: owned

/* Returns a copy, or NULL if memory is out. Ownership of the copy is passed to the caller. */
char *r09(void); // is: returns: owned

/* Returns the thing; the caller receives a reference and must unref it. */
struct thing *r10(void); // is: returns: owned

/** @return owned string (caller frees) */
char *r11(void); // is: returns: owned

/** @note Ownership: Caller owns the returned list but not its items. */
struct thing *r12(void); // is: returns: owned

// OWNER: Caller
struct thing *r13(void); // is: returns: owned

/* Like r02(), but the caller must free the result. */
char *r14(void); // is: returns: owned

/**
 * r15:
 * @map: a map
 *
 * Returns: (transfer full) (nullable): the thing
 */
struct thing *r15(void *map); // is: returns: owned

/**
 * r16:
 * Returns: (transfer container): the list
 */
struct thing *r16(void); // is: returns: owned

/// @return Owned by caller.
struct thing *r17(void); // is: returns: owned

/** Returns a string if one is set; it must be freed by the caller. */
char *r18(void); // is: returns: owned

/* ---- results that stay somebody else's ---- */

/** @return the name. The returned string should not be freed. */
char *b01(void); // is: returns: borrowed

/* Returned pointer is owned by the list. Do not free. */
struct thing *b02(void); // is: returns: borrowed

/* Returns a pointer to a static buffer; do not free it. */
char *b03(void); // is: returns: borrowed

/* Returns a pointer to internal storage, valid until the next call. */
const char *b04(void); // is: returns: borrowed until-change

/* Returns a borrowed reference. */
struct thing *b05(void); // is: returns: borrowed

/* The returned value must not be modified or freed. */
char *b06(void); // is: returns: borrowed

/* The returned value need not be freed. */
char *b07(void); // is: returns: borrowed

/* Unlike r07(), the result does not need to be freed. */
char *b08(void); // is:

/* The result is owned by the object and is freed when the object is destroyed. */
char *b09(void); // is: returns: borrowed

/* Returns the name; ownership is not transferred to the caller. */
char *b10(void); // is: returns: borrowed

// BORROW: valid while the list lives
struct thing *b11(void); // is: returns: borrowed

/**
 * b12:
 * Returns: (transfer none): the old one
 */
struct thing *b12(void); // is: returns: borrowed

/* The buffer returned is static and must not be freed. */
char *b13(void); // is: returns: borrowed

/* ---- what says nothing of the result, or not always ---- */

/* The caller must free map before calling this. */
struct thing *n01(void *map); // is:

/* The caller must free its own copy before calling. */
struct thing *n02(void); // is:

/* Caller must hold the lock. Returns the head. */
struct thing *n03(void); // is:

/* If flags has OWN, the caller must free the result. */
char *n04(int flags); // is:

/* Returns NULL if the caller does not own the lock. */
struct thing *n05(void); // is:

/* Returns the process that owns this window. */
struct thing *n06(void); // is:

/** @return who owned the file */
struct thing *n07(void); // is:

/* Unlike r07(), whose result the caller must free, this returns a view. */
char *n08(void); // is:

/* TODO: who frees this? Should the caller free it? */
char *n09(void); // is:

/* Returns NULL on error, in which case nothing needs to be freed. */
char *n10(void); // is:

/* If it returns NULL the caller must free map. */
char *n11(void *map); // is:

/* Do not free the result if it is equal to text. */
char *n12(void); // is:

/* The result must be freed unless it is equal to text. */
char *n13(void); // is:

/* The result may need to be freed by the caller. */
char *n14(void); // is:

/** @return pointer to the owned data of the map */
char *n15(void); // is:

/* Returns the owner of the map. */
struct thing *n16(void); // is:

/* Returns the head. The caller must release the lock. */
struct thing *n17(void); // is:

/* Looks it up. The caller should free the mutex afterwards. */
struct thing *n18(void); // is:

/* ---- parameters that are taken ---- */

/** @param value The value to insert (ownership transferred to map) */
void t01(struct thing *value); // is: 0: takes

/** @param value value (takes ownership) */
bool t02(struct thing *value); // is: 0: takes

/** @param value value (takes ownership on success) */
bool t03(struct thing *value); // is: 0: takes-on-success

/** Adds the value. Takes ownership of the value on success. */
bool t04(struct thing *value); // is: 0: takes-on-success

/** Adds it. On success, ownership of value is transferred to the map. On failure the caller still owns it. */
bool t05(struct thing *value); // is: 0: takes-on-success

/** @param value Ownership is transferred only if the function returns 0 */
int t06(struct thing *value); // is: 0: takes-on-success, success: zero

/** @param value takes ownership on success
 * @return 0 on success, -1 on error */
int t07(struct thing *value); // is: 0: takes-on-success, success: zero

/** @param value takes ownership on success. */
int t08(struct thing *value); // is:

/** @param value Does not take ownership unless it succeeds */
bool t09(struct thing *value); // is: 0: takes-on-success

/** @param value (may be NULL) ownership goes to the queue */
void t10(struct thing *value); // is: 0: takes

/** @param value consumed by this function */
void t11(struct thing *value); // is: 0: takes

/** @param[in] value The callee takes ownership of the pointer */
void t12(struct thing *value); // is: 0: takes

/* Steals the reference of the value. */
void t13(struct thing *value); // is: 0: takes

/* Steals a reference to value, even on error. */
bool t14(struct thing *value); // is: 0: takes

/* Consumes value whether or not it succeeds. */
bool t15(struct thing *value); // is: 0: takes

/* Takes ownership of key but not value. */
void t16(struct thing *key, struct thing *value); // is: 0: takes

/* The caller gives up ownership of value. */
void t17(struct thing *value); // is: 0: takes

// TRANSFER: takes ownership of value
void t18(struct thing *value); // is: 0: takes

/**
 * t19:
 * @value: (transfer full): the value
 */
void t19(struct thing *value); // is: 0: takes

/** @param buf buffer that will be freed by the callee */
void t20(char *buf); // is: 0: takes

/* The key and the value are consumed. */
void t21(struct thing *key, struct thing *value); // is: 0: takes, 1: takes

/** @note Ownership: Takes ownership of the value parameter. */
void t22(struct thing *map, struct thing *own_value); // is: 1: takes

/* ---- parameters that are lent ---- */

/** @param value value (borrowed reference) */
void l01(struct thing *value); // is: 0: borrows

/** @param value value; the map does not take ownership */
void l02(struct thing *value); // is: 0: borrows

/** Adds the value. Ownership of value is NOT transferred. */
void l03(struct thing *value); // is: 0: borrows

/** Adds the value to the map. The caller retains ownership of the value. */
void l04(struct thing *value); // is: 0: borrows

/** @param value owned by the caller */
void l05(struct thing *value); // is: 0: borrows

/** @param value that will be freed by the caller */
void l06(struct thing *value); // is:

/* Takes ownership of neither key nor value. */
void l07(char *key, char *value); // is:

/* The string is copied; the caller keeps ownership of text. */
void l08(char *text); // is: 0: borrows

/** @note Ownership: Does not take ownership of any parameter. */
void l09(struct thing *key, struct thing *value); // is: 0: borrows, 1: borrows

// NO-TRANSFER: the list does not take ownership of item
void l10(struct thing *list, void *item); // is: 1: borrows

/* ---- what says nothing of the parameter, or not always ---- */

/** Adds the value to the map, which takes a reference on it. */
void u01(struct thing *value); // is:

/** @param value (takes a reference) */
void u02(struct thing *value); // is:

/** @param used set to the number of bytes that are consumed */
void u03(size_t *used); // is:

/** @param value must not be freed while in use */
void u04(struct thing *value); // is:

/** @param value Ownership is not taken if the call fails */
bool u05(struct thing *value); // is:

/** @param value Ownership is transferred if flags has OWN */
void u06(struct thing *value, int flags); // is:

/** @param out the caller takes ownership of what is stored here */
bool u07(struct thing **out); // is: 0: gives-on-success

/** @param value Ownership stays with the caller on failure, it is taken on success */
bool u08(struct thing *value); // is:

/* value must remain valid as long as the map lives. */
void u09(struct thing *value); // is:

/* Increments the reference count of value. */
void u10(struct thing *value); // is:

/** This initializes the new socket. The socket will be owned by the user (and accounted on it). */
void u11(struct thing *socket, struct thing *user); // is:

/** This is the same as u11() but consumes the fds. */
int u12(struct thing *list, const int *fds, size_t count); // is:

/** @param[out] text the name of it, must be freed by the caller
 * @return 0 if successful */
int u13(int id, char **text); // is: 1: gives-on-success, success: zero

/** @param text the name of it (borrowed reference) */
int u14(int id, char **text); // is:

/* ---- GLib's out parameters ---- */

/**
 * g01:
 * @out: (out) (transfer full): the thing
 */
bool g01(struct thing **out); // is: 0: gives-on-success

/**
 * g02:
 * @out: (out) (transfer none): the thing
 */
bool g02(struct thing **out); // is: 0: points

/* ---- macros that expand to nothing ---- */
#define __isl_give
#define __isl_take
#define __isl_keep
#define __isl_null
#define TAKES
#define _Frees_ptr_
#define _Post_ptr_invalid_
#define _In_
#define CF_RETURNS_RETAINED
#define CF_CONSUMED

__isl_give struct thing *m01(__isl_take struct thing *set, __isl_keep struct thing *map); // is: 0: takes, 1: borrows, returns: owned
__isl_null struct thing *m02(__isl_take struct thing *set);                              // is: 0: takes, returns: null
void m03(const char *name TAKES);                                                        // is: 0: borrows
void m04(_Frees_ptr_ void *block);                                                       // is: 0: releases
void m05(_In_ _Post_ptr_invalid_ void *block);                                           // is: 0: releases
CF_RETURNS_RETAINED struct thing *m06(CF_CONSUMED struct thing *from);                   // is: 0: takes, returns: owned
void m07(_In_ void *block);                                                              // is:
__isl_give struct thing *                                                                //
m08(struct thing *plain,                                                                 //
    __isl_take struct thing *set);                                                       // is: 1: takes, returns: owned

/* ---- a tag over a group, contractions ---- */

// OWNER: Caller is new owner of returned data
char *o01(int value);    // is: returns: owned
char *o02(double value); // is: returns: owned
char *o03(void);         // is: returns: owned

char *o04(void); // is:

// NO-TRANSFER: List doesn't take ownership of item
void o05(struct thing *list, void *item); // is: 1: borrows

/* You mustn't free the result. */
char *o06(void); // is: returns: borrowed

/* An ordinary comment: the caller must free the result of */
char *o07(void); // is: returns: owned
char *o08(void); // is:

/* ---- what is spoken of is not the result ---- */

/*
 * Returns the entity if found, or NULL otherwise,
 *         if non-NULL *str will have to be freed by the caller.
 */
const char *p01(struct thing *from, const char **str); // is: 1: gives-on-success

/** Get the element at a position.
 *
 * *No* reference counts will be changed, and ownership of the returned
 * object remains with the array.
 */
struct thing *p02(const struct thing *array, unsigned at); // is: returns: borrowed

/* ---- variants that were misread ---- */

/** Note that the caller does not get ownership of the returned thing. */
struct thing *v01(struct thing *from); // is: returns: borrowed
/** @param t the caller still owns it after the call */
void v02(struct thing *from, struct thing *t); // is: 1: borrows
/** Takes ownership of t, but only if it returns true. */
bool v03(struct thing *from, struct thing *t); // is: 1: takes-on-success
/** Ownership of @p t moves to @p from. On error the caller keeps it. */
bool v04(struct thing *from, struct thing *t); // is: 1: takes-on-success
/** Copies what the caller owns. */
struct thing *v05(struct thing *t); // is:
/** The caller should free up space first. */
struct thing *v06(struct thing *t); // is:
/** Takes ownership of t. On error errno is set, and nothing else is changed. */
bool v07(struct thing *from, struct thing *t); // is: 1: takes
/** @return A pointer which the caller is expected to free. */
char *v08(void); // is: returns: owned
/** @return Pointer to the new thing. It is up to the caller to free it. */
struct thing *v09(void); // is: returns: owned
/** Result must be passed to thing_destroy() when no longer needed. */
struct thing *v10(void); // is: returns: owned
/** Transfers the ownership of the first item to the caller. */
struct thing *v11(struct thing *from); // is: returns: owned
/** @return pointer into the buffer; valid until the buffer is freed */
char *v12(struct thing *from); // is: returns: borrowed
/** @return A read-only view, owned by from. */
const char *v13(struct thing *from); // is: returns: borrowed
/** The returned pointer belongs to the map. */
struct thing *v14(struct thing *from); // is: returns: borrowed
/** @return a non-owning pointer to the parent */
struct thing *v15(struct thing *t); // is: returns: borrowed
/** The map becomes the owner of t. */
void v16(struct thing *map, struct thing *t); // is: 1: takes
/** After this call @p t belongs to the map. */
void v18(struct thing *map, struct thing *t); // is: 1: takes
/** t is handed over to the worker, who frees it. */
void v19(struct thing *map, struct thing *t); // is: 1: takes
/** This function takes ownership of \a t, even if it fails. */
bool v20(struct thing *map, struct thing *t); // is: 1: takes
/** The owner of t is notified. */
void v21(struct thing *t); // is:
/** The map must own t already. */
void v22(struct thing *map, struct thing *t); // is:
/** Must be called before freeing t. */
void v23(struct thing *t); // is:
/** Returns false if the caller must free t itself. */
bool v24(struct thing *t); // is:

/* ---- releases by other words than "free" ---- */

/** @return a newly allocated thing, which must be released with thing_drop(), or NULL on error */
struct thing *q01(const char *path); // is: returns: owned

/** @return a new thing; release it with thing_drop() */
struct thing *q02(const char *path); // is: returns: owned

/** The returned thing has to be released with thing_drop(). */
struct thing *q03(const char *path); // is: returns: owned

/** Returns a new thing that the caller owns. */
struct thing *q04(const char *path); // is: returns: owned

/** Ownership of the thing passes to the caller. */
struct thing *q05(const char *path); // is: returns: owned

/** Allocates a thing. Must be freed with thing_drop(). */
struct thing *q06(const char *path); // is: returns: owned

/** Allocates a thing into \p out. Must be freed with thing_drop(). */
int q07(struct thing **out); // is:

/** Ownership of the lock passes to the worker. */
struct thing *q08(const char *path); // is:

/* ---- taken by other words ---- */

/** @param child the child, owned by the parent afterwards */
void q11(struct thing *parent, struct thing *child); // is: 1: takes

/** @param child the child, will be freed with the parent */
void q12(struct thing *parent, struct thing *child); // is: 1: takes

/** child is freed by the parent; do not free it. */
void q13(struct thing *parent, struct thing *child); // is: 1: takes

/** @param child the child (stolen) */
void q14(struct thing *parent, struct thing *child); // is: 1: takes

/** Steals child. */
void q15(struct thing *parent, struct thing *child); // is: 1: takes

/** @param child adopted by the parent */
void q16(struct thing *parent, struct thing *child); // is: 1: takes

/** @param child the child. The tree will free it. */
void q17(struct thing *parent, struct thing *child); // is: 1: takes

/** @param child the child, must be freed with thing_drop() */
void q18(struct thing *parent, struct thing *child); // is:

/** @param name owned by the parent */
void q19(struct thing *parent, struct thing *name); // is:

/* ---- taken on success ---- */

/** On failure the caller remains the owner of n. Takes ownership of n otherwise.
 * @return 0 or -1 */
int q21(struct thing *t, struct thing *n); // is: 1: takes-on-success, success: zero

/** Takes ownership of n only when it returns 0. */
int q22(struct thing *t, struct thing *n); // is: 1: takes-on-success, success: zero

/** If this returns 0, n belongs to the table. */
int q23(struct thing *t, struct thing *n); // is: 1: takes-on-success, success: zero

/** n is owned by the table after a successful call.
 * @return 0 on success, -1 on error */
int q24(struct thing *t, struct thing *n); // is: 1: takes-on-success, success: zero

/* ---- what a call leaves in a place of its caller's ---- */

/** @param[out] out the text; the caller must free it @return true on success */
bool q31(const char *path, char **out); // is: 1: gives-on-success

/** @param[out] out the text (owned by the caller)
 * @return 0 on success, -1 on error */
int q32(const char *path, char **out); // is: 1: gives-on-success, success: zero

/** On success *out is set to a malloc()ed string that the caller must free.
 * @return 0 on success, -1 on error */
int q33(const char *path, char **out); // is: 1: gives-on-success, success: zero

/** @param[out] out the text, owned by the table; do not free it */
bool q34(const char *path, char **out); // is: 1: points

/** @param buffer the caller must free it */
bool q35(char *buffer); // is:

/** The caller may take ownership of these files by passing a @p callback. */
void q41(const char *path, void (*callback)(void *)); // is:

/** Takes ownership of data. */
void q42(void *data, void (*callback)(void *)); // is: 0: takes
