/* How each kind of event is corrected; see kinds.h. */
#include "lib/commands/correct/kinds.h"

#include <string.h>

/* clang-format off */
const struct hj_correction hj_corrections[] = {
	/* The matter itself. */
	{ "dispute", "registered", "withdraw, merge-disputes, amend", NULL },
	{ "dispute", "file_number_noted", "amend", NULL },
	{ "dispute", "voided", "amend", NULL },
	{ "dispute", "fact_judged", "record-fact, amend", NULL },
	{ "dispute", "step_decided", "amend", NULL },
	{ "dispute", "rules_migrated", "migrate-rules, amend", NULL },
	/* What took effect is changed by what comes after it. */
	{ "dispute", "agreement_effective", "draft-agreement, amend", "agreement-stands" },
	{ "dispute", "confirmation_ruled", "file-objection, amend", "objection-too-late" },
	{ "dispute", "objection_ruled", "amend", NULL },
	{ "dispute", "protection_ruled", "amend", NULL },
	{ "dispute", "restoration_ruled", "amend", NULL },
	/* What the other side took up. */
	{ "dispute", "referral_accepted", "return-referral", NULL },
	{ "dispute", "referral_lapsed", "set-aside-expiry", NULL },
	{ "dispute", "clock_warned", "set-aside-expiry", NULL },
	{ "dispute", "clock_fired", "set-aside-expiry", NULL },
	/* What another timeline knows of. */
	{ "dispute", "disputes_linked", "unlink-disputes", NULL },
	{ "dispute", "link_noted", "unlink-disputes", NULL },
	{ "dispute", "link_told", "unlink-disputes", NULL },
	{ "dispute", "link_refused", "link-disputes", NULL },
	{ "dispute", "disputes_unlinked", "link-disputes", NULL },
	{ "dispute", "merged_into", "split-disputes", NULL },
	{ "dispute", "absorbed", "split-disputes", NULL },
	{ "dispute", "merge_undone", "merge-disputes", NULL },
	{ "dispute", "dispute_split", "link-disputes, merge-disputes", NULL },
	{ "dispute", "split_noted", "link-disputes, merge-disputes", NULL },
	{ "dispute", "slip_given", "give-slip", NULL },
	{ "dispute", "group_founded", "correct-party", NULL },
	{ "dispute", "group_counted", "amend", NULL },
	{ "dispute", "compact_linked", "amend", NULL },
	{ "dispute", "draw_frozen", "replace-counsel, withdraw-aid", NULL },
	{ "dispute", "draw_concluded", "replace-counsel", NULL },
	{ "dispute", "draw_dropped", "freeze-draw", NULL },
	{ "dispute", "counsel_appointed", "replace-counsel", NULL },
	{ "dispute", "counsel_replaced", "appoint-counsel, freeze-draw", NULL },
	{ "dispute", "aid_terminated", "object-aid", NULL },
	{ "dispute", "aid_objection_decided", "terminate-aid, amend", NULL },
	{ "dispute", "aid_reported", "amend", NULL },
	{ "dispute", "file_drawn", "review-file", NULL },
	{ "dispute", "file_reviewed", "withdraw-finding", NULL },
	{ "dispute", "finding_answered", "answer-finding", NULL },
	{ "dispute", "finding_withdrawn", "amend", NULL },
	{ "dispute", "file_review_abandoned", "amend", NULL },
	/* What is gone cannot come back. */
	{ "dispute", "party_erased", "add-party", NULL },
	{ "dispute", "texts_erased", "amend", NULL },
	/* Several of a command, each an entry. */
	{ "dispute", "party_added", NULL, NULL },
	{ "dispute", "procedure_opened", NULL, NULL },
	{ "dispute", "consent_recorded", NULL, NULL },
	{ "dispute", "accepted", NULL, NULL },
	{ "dispute", "mediators_assigned", NULL, NULL },
	{ "dispute", "notice_served", NULL, NULL },
	{ "dispute", "notice_returned", NULL, NULL },
	{ "dispute", "session_logged", NULL, NULL },
	{ "dispute", "agreement_drafted", NULL, NULL },
	{ "dispute", "agreement_signed", NULL, NULL },
	{ "dispute", "mediator_signed", NULL, NULL },
	{ "dispute", "agreement_stamped", NULL, NULL },
	{ "dispute", "oral_agreement_recorded", NULL, NULL },
	{ "dispute", "private_agreement_recorded", NULL, NULL },
	{ "dispute", "performed", NULL, NULL },
	{ "dispute", "defaulted", NULL, NULL },
	{ "dispute", "report_added", NULL, NULL },

	{ "group", "group_opened", "correct-member, amend", NULL },
	{ "group", "group_admitted", "amend", NULL },
	{ "group", "members_added", "correct-member", NULL },
	{ "group", "member_succeeded", "correct-member, amend", NULL },
	{ "group", "members_signed", "record-answers, amend", NULL },
	{ "group", "group_erased", "add-members", NULL },
	{ "group", "voided", "amend", NULL },

	{ "organisation", "organisation_founded", "close, rename", NULL },
	{ "organisation", "file_number_drawn", "amend", NULL },
	{ "organisation", "duty_done", "report-duty, amend", NULL },
	{ "organisation", "voided", "amend", NULL },
	{ "person", "person_appointed", "leave, change-post", NULL },
	{ "person", "absence_set", "set-absence, come-back", NULL },
	{ "person", "absence_ended", "set-absence", NULL },
	{ "person", "voided", "amend", NULL },
	{ "site", "site_founded", "add-county, amend", NULL },
	{ "site", "erasure_ordered", "amend", NULL },
	{ "site", "voided", "amend", NULL },
	{ "calendar", "calendar_version_published", "publish-calendar-version", NULL },
	{ "calendar", "voided", "amend", NULL },

	{ "roster", "roster_founded", "amend", NULL },
	{ "roster", "turn_given", "amend", NULL },
	{ "roster", "turn_ended", "amend", NULL },
	{ "roster", "voided", "amend", NULL },

	{ "compact", "compact_opened", "end-compact", NULL },
	{ "compact", "compact_concluded", "end-compact", NULL },
	{ "compact", "compact_dispute_named", "amend", NULL },
	{ "compact", "compact_reader_admitted", "amend", NULL },
	{ "compact", "compact_erased", "amend", NULL },
	{ "compact", "voided", "amend", NULL },
	{ "assessment", "assessment_opened", "withdraw-assessment", NULL },
	{ "assessment", "assessment_erased", "amend", NULL },
	{ "assessment", "voided", "amend", NULL },
	{ "help", "help_offered", "decline-help, end-help", NULL },
	{ "help", "help_erased", "refer-to-help", NULL },
	{ "help", "voided", "amend", NULL },
	{ "review", "review_opened", "abandon-review", NULL },
	{ "review", "review_abandoned", "open-review", NULL },
	{ "review", "review_file_gone_through", "amend", NULL },
	{ "review", "review_finding_moved", "amend", NULL },
	{ "review", "voided", "amend", NULL },
	{ "rule_set", "rule_set_drafted", "change-rule-set, withdraw-rule-set", NULL },
	{ "rule_set", "rule_set_changed", "change-rule-set", NULL },
	{ "rule_set", "rule_set_put_in_force", "withdraw-rule-set", NULL },
	{ "rule_set", "rule_set_withdrawn", "copy-rule-set", NULL },
	{ "rule_set", "voided", "amend", NULL },
};
/* clang-format on */
const size_t hj_n_corrections =
    sizeof(hj_corrections) / sizeof(hj_corrections[0]);

static const struct hj_correction *
row_of(const char *stream, const char *kind)
{
	for (size_t i = 0; i < hj_n_corrections; i++)
		if (strcmp(hj_corrections[i].stream, stream) == 0 &&
		    strcmp(hj_corrections[i].kind, kind) == 0)
			return &hj_corrections[i];
	return NULL;
}

const struct hj_correction *
hj_correction_of(const char *stream, const char *kind)
{
	const struct hj_correction *row = row_of(stream, kind);

	return row != NULL && row->instead != NULL ? row : NULL;
}

bool
hj_begins_entry(const char *stream, const char *kind)
{
	const struct hj_correction *row = row_of(stream, kind);

	return row != NULL && row->instead == NULL;
}
