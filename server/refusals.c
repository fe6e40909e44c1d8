/*
 * A refusal by rule over HTTP: the row of the table as problem+json.
 */
#include "server/service.h"

#include "lib/integrity/crypto.h"
#include "server/keys.h"
#include "server/rule_view.h"

#include <string.h>

/* The command of this name, of any kind of stream; NULL: it is none. */
static const struct hj_command *
command_called(const char *name)
{
	for (size_t i = 0; i < hj_n_stream_kinds; i++) {
		const struct hj_command *c =
		    hj_command_find(hj_stream_kinds[i], name);

		if (c != NULL)
			return c;
	}
	return NULL;
}

/* What to do, with commands as they are called and, behind it, by their names:
 * "检查规则集(check-rule-set), …". */
static const char *
in_words(const struct hj_ask *ask, bool english)
{
	const char *rest = ask->todo, *all = "";

	while (*rest != '\0') {
		size_t n = strcspn(rest, ",");
		const char *one = hj_strndup(ask->arena, rest, n);
		const struct hj_command *c = command_called(one);

		if (c != NULL)
			one = hj_concat(ask->arena, english ? c->en : c->zh,
			    english ? " (" : "(", one, english ? ")" : ")",
			    NULL);
		rest += n;
		n = rest[0] == '\0' ? 0 : 1 + strspn(rest + 1, " ");
		all = hj_concat(ask->arena, all, one,
		    hj_strndup(ask->arena, rest, n), NULL);
		rest += n;
	}
	return all;
}

/* The names among what to do that are commands. */
static struct hj_name *
commands_of(const struct hj_ask *ask, size_t *n)
{
	const char *rest = ask->todo == NULL ? "" : ask->todo;
	struct hj_name *list = NULL;

	*n = 0;
	while (*rest != '\0') {
		size_t length = strcspn(rest, ",");
		const struct hj_command *c =
		    command_called(hj_strndup(ask->arena, rest, length));

		if (c != NULL)
			HJ_PUSH(ask->arena, list, *n)->text = c->name;
		rest += length;
		rest += strspn(rest, ", ");
	}
	return list;
}

static const char *
with_more(const struct hj_ask *ask, const char *next, bool english)
{
	return ask->todo == NULL ? next
				 : hj_concat(ask->arena, next, ": ",
				       in_words(ask, english), NULL);
}

struct hj_problem
hj_problem_of_refusal(const struct hj_ask *ask)
{
	const struct hj_refusal_row *row = &hj_refusals[ask->refused];
	size_t n_commands;
	const struct hj_name *commands = commands_of(ask, &n_commands);

	return (struct hj_problem){
		.status = row->status,
		.type = row->type,
		.title_zh = row->zh,
		.title_en = row->en,
		.field = ask->field,
		.rule = row->type,
		.article = ask->article,
		.certainty =
		    ask->certainty == 0
			? NULL
			: hj_word_name(&hj_certainty_words, ask->certainty),
		.next_zh = with_more(ask, row->next_zh, false),
		.next_en = with_more(ask, row->next_en, true),
		.commands = commands,
		.n_commands = n_commands,
		.disputes = ask->disputes,
		.n_disputes = ask->n_disputes,
	};
}

struct hj_problem
hj_problem_of_ask(const struct hj_ask *ask)
{
	if (ask->outcome == HJ_REFUSED)
		return hj_problem_of_refusal(ask);
	if (ask->outcome == HJ_MISMATCH)
		return hj_problem_of(HJ_PROBLEM_STALE, NULL);
	return hj_problem_of_error(&ask->err);
}

void
hj_reply_refusal(struct hj_req *req, const struct hj_ask *ask)
{
	struct hj_problem p = hj_problem_of_refusal(ask);
	struct hj_buf faults;
	struct hj_out j;

	hj_buf_init(&faults, HJ_RULE_TEXT_MOST);
	hj_out_init(&j, &faults);
	if (ask->faults.n > 0) {
		hj_rule_faults_put(&j, &ask->faults, req->lang);
		p.faults = hj_buf_text(&faults);
	}
	hj_reply_problem(req, &p);
	hj_buf_release(&faults);
}

bool
hj_etag_known(const struct hj_req *req, const char *etag)
{
	const char *p = hj_req_header(req, "if-none-match");
	size_t n = strlen(etag);

	if (p != NULL && strcmp(p, "*") == 0)
		return true;
	while (p != NULL && *p != '\0') {
		p += strspn(p, ", \t");
		if (strncmp(p, "W/", 2) == 0)
			p += 2;
		if (strncmp(p, etag, n) == 0)
			return true;
		p += strcspn(p, ",");
	}
	return false;
}

const char *
hj_etag(struct hj_service *s, struct hj_arena *a, const void *p, size_t n)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	const struct hj_piece piece = { p, n };
	struct hj_buf b;

	hj_sha256(hj_keys_crypto(s->keys), digest, &piece, 1);
	hj_buf_init(&b, 64);
	hj_buf_putc(&b, '"');
	hj_buf_hex(&b, digest, 16);
	hj_buf_putc(&b, '"');
	return hj_buf_keep(a, &b);
}
