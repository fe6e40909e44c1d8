/* What is wrong with rows of a list, in words; see imports.h. */
#include "server/imports.h"

#include "lib/base/field.h"
#include "lib/commands/refusal.h"

#include <string.h>

#define TEXT_MOST ((size_t)64 * 1024)

/* Faults of reading; those of rules are in hj_refusals. */
static const struct {
	const char *type, *zh, *en;
} sentences[] = {
	{ "missing", "必填而为空", "needed and empty" },
	{ "not-an-amount", "不是金额", "is no amount" },
	{ "not-a-day", "不是日期", "is no day" },
	{ "unknown-word", "不是可用的词", "is none of the words" },
	{ "unknown-body", "本县无此单位", "no body of this county" },
	{ "another-county", "代码不是本县的", "the code of another county" },
	{ "too-long", "太长", "too long" },
	{ "malformed", "不合格式", "does not fit" },
	{ "failed", "未能办理,请重试", "could not be done; try again" },
};

struct fault {
	const char *column;
	const char *type;
};
static const struct hj_field fault_rows[] = {
	HJ_TEXT(fault, column, 0, 200, NULL),
	HJ_TEXT(fault, type, 0, 200, NULL),
};
static const struct hj_fields fault_fields = HJ_FIELDS(fault, fault_rows);

struct faults {
	struct fault *list;
	size_t n_list;
};
static const struct hj_field faults_rows[] = {
	HJ_LIST(faults, list, 0, &fault_fields, 100, NULL),
};
static const struct hj_fields faults_fields = HJ_FIELDS(faults, faults_rows);

const char *
hj_import_faults_json(
    struct hj_arena *a, const struct hj_import_fault *fault, size_t n)
{
	struct faults all = { 0 };
	struct hj_buf b;

	for (size_t i = 0; i < n; i++)
		*HJ_PUSH(a, all.list, all.n_list) =
		    (struct fault){ fault[i].column, fault[i].type };
	hj_buf_init(&b, TEXT_MOST);
	hj_emit(&b, &faults_fields, &all);
	return hj_buf_keep(a, &b);
}

static void
read_faults(struct hj_arena *a, const char *json, struct faults *ret)
{
	struct hj_error err;

	if (hj_bind(a, &faults_fields, HJ_FORM_STORED, ret, json, strlen(json),
		&err) != HJ_OK)
		*ret = (struct faults){ 0 };
}

static const char *
sentence(const char *type, enum hj_lang lang)
{
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (strcmp(sentences[i].type, type) == 0)
			return lang == HJ_LANG_EN ? sentences[i].en
						  : sentences[i].zh;
	for (size_t i = 1; i < HJ_NO__MAX; i++)
		if (strcmp(hj_refusals[i].type, type) == 0)
			return lang == HJ_LANG_EN ? hj_refusals[i].en
						  : hj_refusals[i].zh;
	return type;
}

void
hj_import_put_faults(
    struct hj_out *j, struct hj_arena *a, const char *json, enum hj_lang lang)
{
	struct faults all;

	read_faults(a, json, &all);
	hj_out_open_array(j);
	for (size_t i = 0; i < all.n_list; i++) {
		hj_out_open(j);
		hj_out_put_some(j, "column", all.list[i].column);
		hj_out_put_str(j, "type", all.list[i].type);
		hj_out_put_str(j, "title", sentence(all.list[i].type, lang));
		hj_out_close(j);
	}
	hj_out_close(j);
}

const char *
hj_import_faults_text(struct hj_arena *a, const char *json, enum hj_lang lang)
{
	const char *text = "";
	struct faults all;

	read_faults(a, json, &all);
	for (size_t i = 0; i < all.n_list; i++) {
		const char *column = all.list[i].column;

		text = hj_concat(a, text, i > 0 ? ";" : "",
		    column == NULL ? "" : column, column == NULL ? "" : ":",
		    sentence(all.list[i].type, lang), NULL);
	}
	return text;
}
