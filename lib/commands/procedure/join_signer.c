/*
 * Join the body that signs (共同办理): host and signer are two.
 *
 * A police station, a centre or a grid hosts people's mediation and does not
 * conclude it; the committee that does joins before it acts or stamps
 * (人民调解法8, 29, F).  A procuratorate or a petition office may be joined by
 * a mediation body too, since only such a body's agreement can be confirmed
 * (民诉法205, F).
 */
#include "lib/commands/common.h"

#include <string.h>

struct join_signer {
	struct hj_frame frame;
	const char *signer; /* organisation */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(join_signer, signer, HJ_REQUIRED, "签署单位|the body that signs"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(join_signer, rows);

/* May `org` conclude agreements in a procedure of this channel? */
static bool
concludes(const struct hj_org *org, int channel)
{
	if (hj_org_concludes(org, channel))
		return true;
	return (channel == HJ_CH_PROCURATORIAL || channel == HJ_CH_PETITION) &&
	       (hj_org_concludes(org, HJ_CH_PEOPLE) ||
		   hj_org_concludes(org, HJ_CH_ASSIGNED));
}

/* Is an agreement being made here, in the name of whoever signs now? */
static bool
agreement_made(const struct hj_dispute *d, int64_t procedure)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].procedure == procedure &&
		    (d->agreement[i].state == HJ_AS_DRAFT ||
			d->agreement[i].state == HJ_AS_EFFECTIVE))
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct join_signer *c = cmd;
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *signer = hj_org_find(dir, c->signer);
	const struct hj_org *host = hj_org_find(dir, t->p->body);
	struct hj_signer_joined *b;

	if (signer == NULL || signer->closed || host == NULL ||
	    strcmp(signer->county, host->county) != 0)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "signer");
	else if (strcmp(hj_signer_of(t->p), c->signer) == 0)
		hj_refuse(t, HJ_NO_DUPLICATE, "signer");
	else if (!concludes(signer, t->p->channel))
		hj_refuse(t, HJ_NO_CONCLUDE, "signer");
	else if (agreement_made(t->d, t->p->no))
		hj_refuse(t, HJ_NO_NOT_DRAFT, "signer");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_signer_joined);
	*b = (struct hj_signer_joined){ t->p->no, c->signer };
	hj_happens(t, &hj_ev_signer_joined, b);
}

const struct hj_command hj_cmd_join_signer = {
	.name = "join-signer",
	.zh = "邀请签署单位共同办理",
	.en = "Join the body that signs",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH_LIVE,
	.decide = decide,
};
