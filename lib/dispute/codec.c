/* The bytes of an event; see codec.h. */
#include "lib/dispute/codec.h"

#include "lib/base/json.h"
#include "lib/base/date.h"

#include <string.h>

static void
put_name(struct hj_buf *b, const char *name)
{
	hj_buf_puts(b, ",\"");
	hj_buf_puts(b, name);
	hj_buf_puts(b, "\":");
}

static void
put_text(struct hj_buf *b, const char *name, const char *value)
{
	if (value == NULL)
		return;
	put_name(b, name);
	hj_emit_text(b, value);
}

static void
put_instant(struct hj_buf *b, const char *name, int64_t ms)
{
	if (ms == 0)
		return;
	put_name(b, name);
	hj_buf_putc(b, '"');
	hj_instant_format(b, ms);
	hj_buf_putc(b, '"');
}

static void
put_list(
    struct hj_buf *b, const char *name, const struct hj_name *list, size_t n)
{
	if (n == 0)
		return;
	put_name(b, name);
	for (size_t i = 0; i < n; i++) {
		hj_buf_putc(b, i == 0 ? '[' : ',');
		hj_emit_text(b, list[i].text);
	}
	hj_buf_putc(b, ']');
}

static void
put_int(struct hj_buf *b, const char *name, int64_t value)
{
	put_name(b, name);
	hj_buf_int(b, value);
}

void
hj_event_encode(struct hj_buf *b, const struct hj_event *ev)
{
	hj_buf_puts(b, "{\"actor\":");
	hj_emit_text(b, ev->actor);
	put_instant(b, "at", ev->at);
	put_name(b, "body");
	hj_emit(b, ev->kind->body, ev->body);
	put_text(b, "body_of", ev->body_of);
	put_text(b, "caused_by", ev->caused_by);
	put_text(b, "cmd", ev->cmd);
	put_instant(b, "from", ev->from);
	put_text(b, "id", ev->id);
	put_text(b, "kind", ev->kind->name);
	put_int(b, "kv", ev->kind->kv);
	put_list(b, "labels", ev->labels, ev->n_labels);
	put_text(b, "on_behalf", ev->on_behalf);
	if (ev->prec != 0)
		put_text(b, "prec", hj_word_name(&hj_prec_words, ev->prec));
	put_list(b, "rules", ev->rules, ev->n_rules);
	put_int(b, "seq", ev->seq);
	put_text(b, "stream", ev->stream);
	put_instant(b, "to", ev->to);
	put_int(b, "v", 1);
	hj_buf_putc(b, '}');
}

/* The envelope without its body, as the field tables read it. */
struct envelope {
	const char *actor;
	int64_t at;
	const char *body_of;
	const char *caused_by;
	const char *cmd;
	int64_t from;
	const char *id;
	const char *kind;
	int64_t kv;
	struct hj_name *labels;
	size_t n_labels;
	const char *on_behalf;
	int prec;
	struct hj_name *rules;
	size_t n_rules;
	int64_t seq;
	const char *stream;
	int64_t to;
	int64_t v;
};

static const struct hj_field envelope_rows[] = {
	HJ_TEXT(envelope, actor, HJ_REQUIRED, 64, NULL),
	HJ_INSTANT(envelope, at, HJ_REQUIRED, NULL),
	HJ_TEXT(envelope, body_of, 0, 64, NULL),
	HJ_TEXT(envelope, caused_by, 0, 64, NULL),
	HJ_ID(envelope, cmd, 0, NULL),
	HJ_INSTANT(envelope, from, 0, NULL),
	HJ_ID(envelope, id, HJ_REQUIRED, NULL),
	HJ_TEXT(envelope, kind, HJ_REQUIRED, 64, NULL),
	HJ_INT(envelope, kv, HJ_REQUIRED, 1, 1000, NULL),
	HJ_LIST(envelope, labels, 0, &hj_name_fields, 16, NULL),
	HJ_TEXT(envelope, on_behalf, 0, 64, NULL),
	HJ_WORD(envelope, prec, 0, &hj_prec_words, NULL),
	HJ_LIST(envelope, rules, 0, &hj_name_fields, 16, NULL),
	HJ_INT(envelope, seq, HJ_REQUIRED, 1, HJ_INT_MOST, NULL),
	HJ_ID(envelope, stream, HJ_REQUIRED, NULL),
	HJ_INSTANT(envelope, to, 0, NULL),
	HJ_INT(envelope, v, HJ_REQUIRED, 1, 1, NULL),
};
static const struct hj_fields envelope_fields =
    HJ_FIELDS(envelope, envelope_rows);

/*
 * Find the bytes of "body" in canonical bytes: it is the third member at most,
 * behind actor and at, whose values hold no brace that matters.
 */
static bool
find_body(struct hj_arena *a, const char *text, size_t len, const char **body,
    size_t *body_len)
{
	struct hj_json j;
	bool whole;

	hj_json_init(&j, text, len, 20, 20000);
	if (!hj_json_member(&j, a, "body"))
		return false;
	*body = j.at;
	whole = hj_json_pass(&j);
	*body_len = (size_t)(j.at - *body);
	return whole;
}

/* The document without its member "body", made in `a`. */
static const char *
without_body(struct hj_arena *a, const char *text, size_t len, const char *body,
    size_t body_len)
{
	size_t head = (size_t)(body - text) - strlen(",\"body\":");
	size_t tail = len - (size_t)(body - text) - body_len;
	char *out = hj_alloc(a, head + tail + 1);

	memcpy(out, text, head);
	memcpy(out + head, body + body_len, tail);
	return out;
}

enum hj_err
hj_event_decode(struct hj_arena *a, const struct hj_event_kinds *kinds,
    const char *text, size_t len, struct hj_event *ret, struct hj_error *err)
{
	struct envelope e;
	const struct hj_event_kind *kind;
	const char *body, *rest;
	size_t body_len;
	void *payload;
	enum hj_err code;

	if (len > HJ_EVENT_MOST)
		return hj_fail(err, HJ_ERR_INPUT, "", "above 256 KiB", NULL);
	if (!find_body(a, text, len, &body, &body_len) ||
	    body - text < (ptrdiff_t)strlen("{\"actor\":\"\",\"body\":"))
		return hj_fail(err, HJ_ERR_INPUT, "body", "not an event", NULL);
	rest = without_body(a, text, len, body, body_len);
	code = hj_bind(
	    a, &envelope_fields, HJ_FORM_STORED, &e, rest, strlen(rest), err);
	if (code != HJ_OK)
		return code;
	kind = hj_event_kind_find(kinds, e.kind);
	if (kind == NULL || e.kv > kind->kv)
		return hj_fail(err, HJ_ERR_UNKNOWN, "kind",
		    "an event kind newer than this build: ", e.kind);
	payload = hj_alloc(a, kind->body->size);
	code = hj_bind(
	    a, kind->body, HJ_FORM_STORED, payload, body, body_len, err);
	if (code != HJ_OK)
		return code;
	*ret = (struct hj_event){
		.id = e.id,
		.stream = e.stream,
		.seq = e.seq,
		.kind = kind,
		.at = e.at,
		.from = e.from,
		.to = e.to,
		.prec = e.prec,
		.actor = e.actor,
		.body_of = e.body_of,
		.on_behalf = e.on_behalf,
		.cmd = e.cmd,
		.caused_by = e.caused_by,
		.rules = e.rules,
		.n_rules = e.n_rules,
		.labels = e.labels,
		.n_labels = e.n_labels,
		.body = payload,
	};
	return HJ_OK;
}

int64_t
hj_snapshot(
    struct hj_buf *b, const struct hj_fields *state_fields, const void *state)
{
	hj_buf_init(b, HJ_SNAPSHOT_MOST);
	hj_emit(b, state_fields, state);
	if (!b->failed)
		return HJ_FOLD;
	hj_buf_clear(b);
	hj_buf_puts(b, "{}");
	return 0;
}

/* Is there a string that begins as a sealed one does: "1.? */
static bool
has_sealed(const char *text, size_t len)
{
	const char *dot = text;

	while ((dot = memchr(dot, '.', len - (size_t)(dot - text))) != NULL) {
		const char *p = dot;

		while (p > text && p[-1] >= '0' && p[-1] <= '9')
			p--;
		if (p > text && p < dot && p[-1] == '"')
			return true;
		dot++;
	}
	return false;
}

/* The last `,"kind":"`: behind it stands nothing that somebody wrote. */
static const char *
behind_kind(const char *text, size_t len)
{
	static const char name[] = ",\"kind\":\"";
	size_t n = sizeof(name) - 1;

	for (size_t at = len; at >= n; at--)
		if (memcmp(text + at - n, name, n) == 0)
			return text + at;
	return NULL;
}

bool
hj_event_open(const struct hj_event_kinds *kinds, const char *text, size_t len)
{
	static const char kv[] = "\",\"kv\":";
	const char *name = behind_kind(text, len);
	const char *end = text + len;
	const struct hj_event_kind *kind;
	char word[65];
	int64_t version;
	size_t n = 0;

	while (name != NULL && name + n < end && name[n] != '"' && n < 64) {
		word[n] = name[n];
		n++;
	}
	word[n] = '\0';
	kind = hj_event_kind_find(kinds, word);
	if (kind == NULL || name + n + sizeof(kv) > end ||
	    memcmp(name + n, kv, sizeof(kv) - 1) != 0)
		return false;
	name += n + sizeof(kv) - 1;
	for (n = 0; n < 4 && name + n < end && name[n] >= '0' && name[n] <= '9';
	     n++)
		word[n] = name[n];
	word[n] = '\0';
	return hj_text_int(word, &version) && version == kind->kv &&
	       !has_sealed(text, len);
}
