/*
 * A row of the table of settings; shared by config.c, which holds the table and
 * prints it, config_read.c, which collects what was given, and config_value.c,
 * which reads one value.
 */
#ifndef HJ_SERVER_BASE_CONFIG_ROW_H
#define HJ_SERVER_BASE_CONFIG_ROW_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hj_config;

enum hj_config_type {
	HJ_CONFIG_TEXT,     /* const char * */
	HJ_CONFIG_INT,      /* int64_t, least … most */
	HJ_CONFIG_DURATION, /* int64_t in ms, least … most */
	HJ_CONFIG_ADDRESS,  /* const char *; read into `address` as well */
	HJ_CONFIG_HOSTS,    /* const char *const *, names with spaces between */
	HJ_CONFIG_WORD,     /* enum or int: the place among `words` */
};

struct hj_config_row {
	const char *name;
	enum hj_config_type type;
	bool secret;           /* never shown, not even when wrong */
	size_t member;         /* offset in struct hj_config */
	int64_t least;         /* HJ_CONFIG_INT, HJ_CONFIG_DURATION */
	int64_t most;          /* the same; HJ_CONFIG_TEXT: bytes */
	const char *words;     /* HJ_CONFIG_WORD: "one two three" */
	const char *otherwise; /* the default */
	const char *en;
	const char *zh;
};

extern const struct hj_config_row hj_config_rows[];
extern const size_t hj_config_nrows;

/*
 * Read `text` into the member of `cfg` that `row` describes; what it keeps
 * lives in `a`.  Returns NULL, or, with `cfg` unchanged, what would have been
 * right ("1 to 65535").
 */
const char *hj_config_value(struct hj_arena *a, struct hj_config *cfg,
    const struct hj_config_row *row, const char *text);

/* The member of `cfg` (a struct hj_config) that `row` describes. */
#define HJ_CONFIG_AT(type, cfg, row)                                           \
	((type *)(void *)((char *)(cfg) + (row)->member))
#define HJ_CONFIG_CONST_AT(type, cfg, row)                                     \
	((type const *)(const void *)((const char *)(cfg) + (row)->member))

#endif
