/*
 * Filling a struct hj_config; see config.h.
 *
 * First every source says which text it gives for which key, the later over
 * the earlier; then each key's text is read once, so a problem is reported
 * once and names where the text came from.
 */
#include "server/base/config.h"

#include "server/base/config_row.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#define FILE_MOST 65536

/* What was given for the row at the same place in the table. */
struct given {
	const char *text;
	const char *where; /* NULL: built in */
	bool in_file;
};

struct reading {
	struct hj_arena *a;
	struct hj_config *cfg;
	struct given *given;
	struct hj_buf *problems;
	int nproblems;
};

/* One line about a setting; `where` and `text` may be NULL. */
static void
complain(struct reading *r, const char *key, const char *where,
    const char *what, const char *text)
{
	hj_buf_puts(r->problems, key);
	if (where != NULL) {
		hj_buf_puts(r->problems, " (");
		hj_buf_puts(r->problems, where);
		hj_buf_puts(r->problems, ")");
	}
	hj_buf_puts(r->problems, ": ");
	hj_buf_puts(r->problems, what);
	if (text != NULL) {
		hj_buf_puts(r->problems, ", not \"");
		hj_buf_puts(r->problems, text);
		hj_buf_puts(r->problems, "\"");
	}
	hj_buf_putc(r->problems, '\n');
	r->nproblems++;
}

/* Does `name` (n bytes) mean the key?  `-` may stand for `_`. */
static bool
means(const char *name, size_t n, const char *key)
{
	size_t i;

	if (strlen(key) != n)
		return false;
	for (i = 0; i < n; i++)
		if ((name[i] == '-' ? '_' : name[i]) != key[i])
			return false;
	return true;
}

static struct given *
find(struct reading *r, const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < hj_config_nrows; i++)
		if (means(name, n, hj_config_rows[i].name))
			return &r->given[i];
	return NULL;
}

/* ---- the sources ---- */

static void
take_defaults(struct reading *r)
{
	size_t i;

	r->given = hj_alloc(r->a, hj_config_nrows * sizeof(*r->given));
	for (i = 0; i < hj_config_nrows; i++)
		r->given[i].text = hj_config_rows[i].otherwise;
}

/* The file at `path` as a text, or NULL with errno set. */
static char *
read_file(struct hj_arena *a, const char *path)
{
	FILE *f = fopen(path, "re");
	char *text;
	size_t n;
	int why;

	if (f == NULL)
		return NULL;
	text = hj_alloc(a, FILE_MOST + 1);
	errno = 0;
	n = fread(text, 1, FILE_MOST + 1, f);
	why = ferror(f) ? errno : n > FILE_MOST ? EFBIG : 0;
	(void)fclose(f);
	errno = why;
	if (why != 0)
		return NULL;
	text[n] = '\0';
	return text;
}

/* Cut spaces and tabs (and a \r) off both ends of the text at `s`. */
static char *
trim(char *s)
{
	char *end;

	s += strspn(s, " \t");
	end = s + strlen(s);
	while (end > s && strchr(" \t\r", end[-1]) != NULL)
		end--;
	*end = '\0';
	return s;
}

static void
take_line(struct reading *r, const char *path, int number, char *line)
{
	char digits[16];
	const char *where;
	struct given *g;
	char *value;

	(void)snprintf(digits, sizeof(digits), "%d", number);
	where = hj_concat(r->a, path, " line ", digits, NULL);
	line = trim(line);
	if (line[0] == '\0' || line[0] == '#')
		return;
	value = strchr(line, '=');
	if (value == NULL) {
		complain(r, "config", where, "a line is `key = value`", NULL);
		return;
	}
	*value++ = '\0';
	line = trim(line);
	g = find(r, line, strlen(line));
	if (g == NULL) {
		complain(r, line, where, "there is no such key", NULL);
	} else if (g->in_file) {
		complain(r, line, where, "the key stands here twice", NULL);
	} else {
		*g = (struct given){ trim(value), where, true };
	}
}

static void
take_file(struct reading *r, const char *path)
{
	char *text = read_file(r->a, path);
	int number = 0;

	if (text == NULL) {
		complain(r, "config", path, strerrordesc_np(errno), NULL);
		return;
	}
	while (text != NULL) {
		char *next = strchr(text, '\n');

		if (next != NULL)
			*next++ = '\0';
		take_line(r, path, ++number, text);
		text = next;
	}
}

/* The value of HEJIE_<KEY> in the environment, or NULL. */
static const char *
in_environment(char **env, const char *key)
{
	for (; *env != NULL; env++) {
		const char *p = *env;
		const char *k = key;

		if (strncmp(p, "HEJIE_", 6) != 0)
			continue;
		p += 6;
		while (*k != '\0' && (*k == *p || (*k >= 'a' && *k <= 'z' &&
						      *k - 32 == *p))) {
			k++;
			p++;
		}
		if (*k == '\0' && *p == '=')
			return p + 1;
	}
	return NULL;
}

static void
take_environment(struct reading *r, char **env)
{
	size_t i;

	for (i = 0; i < hj_config_nrows; i++) {
		const char *text = in_environment(env, hj_config_rows[i].name);

		if (text == NULL)
			continue;
		r->given[i].text = text;
		r->given[i].where = "environment";
	}
}

/* Take "--key value" and "--key=value" out of the arguments. */
static void
take_arguments(struct reading *r, int *argc, char **argv, const char **file)
{
	int kept = 1;
	int i;

	for (i = 1; i < *argc; i++) {
		char *name = argv[i] + 2;
		size_t n;
		struct given *g;
		const char *value;
		bool is_file;

		if (strcmp(argv[i], "--") == 0)
			break;
		n = strncmp(argv[i], "--", 2) == 0 ? strcspn(name, "=") : 0;
		is_file = n > 0 && means(name, n, "config");
		g = n > 0 ? find(r, name, n) : NULL;
		if (g == NULL && !is_file) {
			argv[kept++] = argv[i];
			continue;
		}
		value = name[n] == '=' ? name + n + 1 : argv[++i];
		if (value == NULL) {
			complain(r, name, "command line", "a value must follow",
			    NULL);
			i--;
		} else if (is_file) {
			*file = value;
		} else {
			*g = (struct given){ value, "command line", false };
		}
	}
	for (; i < *argc; i++)
		argv[kept++] = argv[i];
	argv[kept] = NULL;
	*argc = kept;
}

/* ---- the values ---- */

static void
take_values(struct reading *r)
{
	size_t i;

	for (i = 0; i < hj_config_nrows; i++) {
		const struct hj_config_row *row = &hj_config_rows[i];
		const struct given *g = &r->given[i];
		const char *right = hj_config_value(r->a, r->cfg, row, g->text);

		if (right != NULL)
			complain(r, row->name, g->where, right,
			    row->secret ? NULL : g->text);
	}
}

/* ---- what follows from several ---- */

static int64_t
count_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	return CPU_COUNT(&set);
}

static bool
locale_is_english(char **env)
{
	static const char *const names[] = {
		"LC_ALL=", "LC_MESSAGES=", "LANG="
	};
	size_t i;
	size_t k;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		for (k = 0; env[k] != NULL; k++)
			if (strncmp(env[k], names[i], n) == 0 &&
			    env[k][n] != '\0')
				return strncmp(env[k] + n, "en", 2) == 0;
	}
	return false;
}

/* The listen address, and localhost if it is one. */
static const char *const *
usual_hosts(struct reading *r)
{
	const char **list = NULL;
	size_t n = 0;
	char port[16];

	(void)snprintf(port, sizeof(port), "%d", r->cfg->address.port);
	*HJ_PUSH(r->a, list, n) = r->cfg->listen;
	if (r->cfg->address.loopback)
		*HJ_PUSH(r->a, list, n) =
		    hj_concat(r->a, "localhost:", port, NULL);
	*HJ_PUSH(r->a, list, n) = NULL;
	return list;
}

static void
conclude(struct reading *r, char **env)
{
	struct hj_config *cfg = r->cfg;

	if (cfg->workers == 0)
		cfg->workers = count_processors();
	if (cfg->database_admin[0] == '\0')
		cfg->database_admin = cfg->database;
	if (cfg->database_agents[0] == '\0')
		cfg->database_agents = cfg->database;
	if (cfg->database_replay[0] == '\0')
		cfg->database_replay = cfg->database_admin;
	if (cfg->allow_hosts[0] == NULL)
		cfg->allow_hosts = usual_hosts(r);
	cfg->english =
	    cfg->language == 0 ? locale_is_english(env) : cfg->language == 2;
	if ((cfg->tls_cert[0] == '\0') != (cfg->tls_key[0] == '\0'))
		complain(r, "tls_cert", NULL, "tls_key goes with it", NULL);
	if (cfg->share[0] != '/')
		complain(r, "share", NULL, "a full path", cfg->share);
}

int
hj_config_read(struct hj_arena *a, struct hj_config *cfg, int *argc,
    char **argv, char **env, struct hj_buf *problems)
{
	struct reading r = { .a = a, .cfg = cfg, .problems = problems };
	struct given *flags;
	const char *file = in_environment(env, "config");
	size_t i;

	*cfg = (struct hj_config){ .database = "" };
	/* Flags are read first, as one may name the file, and laid on last. */
	take_defaults(&r);
	take_arguments(&r, argc, argv, &file);
	flags = r.given;
	take_defaults(&r);
	if (file != NULL)
		take_file(&r, file);
	take_environment(&r, env);
	for (i = 0; i < hj_config_nrows; i++)
		if (flags[i].where != NULL)
			r.given[i] = flags[i];
	take_values(&r);
	if (r.nproblems == 0)
		conclude(&r, env);
	return r.nproblems;
}
