/* The site: its state, what can happen to it, its commands. */
#include "lib/commands/people/people.h"
#include "lib/commands/correct/correct.h"

#include <string.h>

static const struct hj_word nature_list[] = {
	{ NULL, NULL, NULL },
	{ "real", "正式库", "real" },
	{ "simulated", "模拟库", "simulated" },
};
const struct hj_words hj_nature_words = HJ_WORDS(nature_list);

/* clang-format off */
static const struct hj_field word_rows[] = {
	HJ_TEXT(hj_plain_word, category_gb, HJ_REQUIRED, 4, "类别(国标)|category, GB/T 31000"),
	HJ_TEXT(hj_plain_word, category_moj, HJ_REQUIRED, 8, "类别(司法部)|category, MoJ"),
	HJ_TEXT(hj_plain_word, word, HJ_REQUIRED, 20, "本地用语|plain word"),
};
const struct hj_fields hj_plain_word_fields = HJ_FIELDS(hj_plain_word, word_rows);

static const struct hj_field county_rows[] = {
	HJ_TEXT(hj_site_county, county, HJ_REQUIRED, 6, NULL),
	HJ_TEXT(hj_site_county, ladder, 0, 100, NULL),
	HJ_LIST(hj_site_county, sets, 0, &hj_name_fields, HJ_SETS_MOST, NULL),
	HJ_LIST(hj_site_county, words, 0, &hj_plain_word_fields, HJ_WORDS_MOST, NULL),
};
static const struct hj_fields county_fields = HJ_FIELDS(hj_site_county, county_rows);

static const struct hj_field state_rows[] = {
	HJ_LIST(hj_site, county, 0, &county_fields, HJ_COUNTIES_MOST, NULL),
	HJ_BOOL(hj_site, demonstration, 0, NULL),
	HJ_ID(hj_site, id, 0, NULL),
	HJ_INSTANT(hj_site, last_at, 0, NULL),
	HJ_WORD(hj_site, nature, 0, &hj_nature_words, NULL),
	HJ_INT(hj_site, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_site, state_rows);

static const struct hj_field founded_rows[] = {
	HJ_LIST(hj_site_founded, county, HJ_REQUIRED, &county_fields, HJ_COUNTIES_MOST, NULL),
	HJ_BOOL(hj_site_founded, demonstration, 0, NULL),
	HJ_WORD(hj_site_founded, nature, HJ_REQUIRED, &hj_nature_words, NULL),
};
static const struct hj_fields founded_fields = HJ_FIELDS(hj_site_founded, founded_rows);

static const struct hj_field set_rows[] = {
	HJ_OBJECT(hj_county_set, county, HJ_REQUIRED, &county_fields, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_county_set, set_rows);

static const struct hj_field place_rows[] = {
	HJ_ID(hj_place, assessment, 0, "风险评估|assessment"),
	HJ_ID(hj_place, compact, 0, "公约|compact"),
	HJ_ID(hj_place, dispute, 0, "纠纷|dispute"),
	HJ_ID(hj_place, group, 0, "群体名册|roll of a group"),
	HJ_ID(hj_place, help, 0, "帮扶|help"),
	HJ_INT(hj_place, party, 0, 1, HJ_INT_MOST, "当事人或者成员,空为文字内容|party or member; the texts if absent"),
};
const struct hj_fields hj_place_fields = HJ_FIELDS(hj_place, place_rows);

static const struct hj_field erasure_rows[] = {
	HJ_LIST(hj_erasure_ordered, places, HJ_REQUIRED, &hj_place_fields, HJ_PLACES_MOST, NULL),
	HJ_WORD(hj_erasure_ordered, reason, HJ_REQUIRED, &hj_erasure_words, NULL),
};
static const struct hj_fields erasure_fields = HJ_FIELDS(hj_erasure_ordered, erasure_rows);
/* clang-format on */

struct hj_site_county *
hj_site_county_at(const struct hj_site *site, const char *county)
{
	for (size_t i = 0; i < site->n_county; i++)
		if (strcmp(site->county[i].county, county) == 0)
			return &site->county[i];
	return NULL;
}

/* Every event moves the stream on. */
static struct hj_site *
moved_on(void *state, const struct hj_event *ev)
{
	struct hj_site *site = state;

	site->version = ev->seq;
	site->last_at = ev->at;
	return site;
}

static void
evolve_founded(void *state, const struct hj_event *ev)
{
	struct hj_site *site = moved_on(state, ev);
	const struct hj_site_founded *b = ev->body;

	site->id = ev->stream;
	site->nature = b->nature;
	site->demonstration = b->demonstration;
	for (size_t i = 0; i < b->n_county; i++)
		*HJ_PUSH(site->arena, site->county, site->n_county) =
		    b->county[i];
}

static void
evolve_county_set(void *state, const struct hj_event *ev)
{
	struct hj_site *site = moved_on(state, ev);
	const struct hj_county_set *b = ev->body;
	struct hj_site_county *county =
	    hj_site_county_at(site, b->county->county);

	if (county == NULL)
		county = HJ_PUSH(site->arena, site->county, site->n_county);
	*county = *b->county;
}

static void
evolve_erasure(void *state, const struct hj_event *ev)
{
	moved_on(state, ev);
}

/* clang-format off */
const struct hj_event_kind hj_ev_site_founded = { "site_founded", 1, &founded_fields, evolve_founded, "建立站点", "site founded" };
const struct hj_event_kind hj_ev_county_added = { "county_added", 1, &set_fields, evolve_county_set, "增加县域", "county added" };
const struct hj_event_kind hj_ev_ladder_chosen = { "ladder_chosen", 1, &set_fields, evolve_county_set, "选用分级规则", "ladder chosen" };
const struct hj_event_kind hj_ev_words_chosen = { "words_chosen", 1, &set_fields, evolve_county_set, "设定本地用语", "plain words chosen" };
const struct hj_event_kind hj_ev_erasure_ordered = { "erasure_ordered", 2, &erasure_fields, evolve_erasure, "决定删除个人信息", "erasure ordered" };
const struct hj_event_kind hj_ev_sets_chosen = { "sets_chosen", 1, &set_fields, evolve_county_set, "启用地方规则", "rule sets chosen" };
/* clang-format on */

HJ_VOIDED(voided, hj_site, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_site_founded,
	&hj_ev_county_added,
	&hj_ev_ladder_chosen,
	&hj_ev_words_chosen,
	&hj_ev_erasure_ordered,
	&hj_ev_sets_chosen,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_found_site,
	&hj_cmd_add_county,
	&hj_cmd_choose_ladder,
	&hj_cmd_choose_words,
	&hj_cmd_order_erasure,
	&hj_cmd_choose_sets,
	&hj_cmd_void_administered,
	&hj_cmd_amend_administered,
};

const struct hj_stream_kind hj_site_kind = {
	.name = "site",
	.path = "sites",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_site, arena),
};
