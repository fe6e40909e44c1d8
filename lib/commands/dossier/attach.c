/*
 * Attach a file that was sent (附入材料): from now on it is a paper of the
 * dispute.
 *
 * Whoever sent it attaches it, within a day; what it is was found by its
 * content and its length by counting, so the command brings its name and what
 * it is meant as, and nothing else about it.
 */
#include "lib/commands/dossier/dossier.h"

struct attach {
	struct hj_frame frame;
	struct hj_sealed name;
	int paper;
	int64_t party;
	const char *upload;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(attach, name, HJ_REQUIRED | HJ_KEY_TEXT, 200, "文件名|name of the file"),
	HJ_WORD(attach, paper, HJ_REQUIRED, &hj_dossier_paper_words, "材料种类|what it is"),
	HJ_INT(attach, party, 0, 1, 1000, "当事人编号|whose it is"),
	HJ_ID(attach, upload, HJ_REQUIRED, "上传编号|the upload"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(attach, rows);

static bool
attached_before(const struct hj_dispute *d, const char *upload)
{
	for (size_t i = 0; i < d->n_attachment; i++)
		if (strcmp(d->attachment[i].upload, upload) == 0)
			return true;
	return false;
}

static void
check(struct hj_turn *t, const struct attach *c)
{
	const struct hj_sent_file *f = t->file;
	const struct hj_party *party = hj_party_at(t->d, c->party);

	if (c->party != 0 && (party == NULL || party->removed))
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (attached_before(t->d, c->upload))
		hj_refuse(t, HJ_NO_DUPLICATE, "upload");
	else if (f == NULL || f->digest == NULL ||
		 strcmp(f->upload, c->upload) != 0 ||
		 strcmp(f->person, t->actor.person) != 0)
		hj_refuse(t, HJ_NO_NO_FILE, "upload");
	else if (t->now >= f->begun + HJ_UPLOAD_LIVES_MS)
		hj_refuse(t, HJ_NO_FILE_LATE, "upload");
	else if (t->d->n_attachment >= HJ_ATTACHMENTS_MOST)
		hj_refuse(t, HJ_NO_FILES_FULL, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct attach *c = cmd;
	int64_t procedure = hj_act_procedure(t);
	const struct hj_procedure *p = hj_procedure_at(t->d, procedure);
	struct hj_attachment *a;
	struct hj_attached *b;

	if (p != NULL && p->archived_on != 0)
		hj_refuse(t, HJ_NO_ARCHIVED, NULL);
	check(t, c);
	if (t->refused != HJ_NO)
		return;
	a = HJ_NEW(t->a, struct hj_attachment);
	*a = (struct hj_attachment){
		.no = HJ_NEXT_NO(t->d->n_attachment),
		.procedure = procedure,
		.party = c->party,
		.paper = c->paper,
		.type = t->file->type,
		.size = t->file->size,
		.upload = c->upload,
		.body = t->actor.org,
		.on = hj_today(t),
	};
	b = HJ_NEW(t->a, struct hj_attached);
	*b = (struct hj_attached){
		.attachment = a, .name = c->name, .digest = t->file->digest
	};
	hj_happens(t, &hj_ev_attached, b);
}

const struct hj_command hj_cmd_attach = {
	.name = "attach",
	.zh = "附入材料",
	.en = "Attach a file",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED | HJ_NAMES_FILE,
	.decide = decide,
};
