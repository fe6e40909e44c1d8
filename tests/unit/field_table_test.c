/*
 * Every field table that is written, read or shown: commands, bodies of events
 * and states of all kinds of streams, with the tables inside them.
 */
#include "lib/commands/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <string.h>

#define TABLES_MOST 1000
#define ROWS_MOST 64 /* lib/base/field.c counts the members of one object */
#define KEYS (HJ_KEY_TEXT | HJ_KEY_PARTY | HJ_KEY_SIDE | HJ_KEY_TITLE)

/* What every table was found by, so that each is looked at once. */
static struct {
	const struct hj_fields *table;
	const char *owner;
	bool command;
} tables[TABLES_MOST];
static size_t n_tables;

static void
find(const struct hj_fields *t, const char *owner, bool command)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < n_tables; i++)
		if (tables[i].table == t && tables[i].command == command)
			return;
	assert_true(n_tables < TABLES_MOST);
	tables[n_tables].table = t;
	tables[n_tables].owner = owner;
	tables[n_tables++].command = command;
	for (size_t i = 0; i < t->n; i++)
		find(t->row[i].of, owner, command);
	find(t->base, owner, command);
}

static int
set_up(void **state)
{
	(void)state;
	n_tables = 0;
	for (size_t k = 0; k < hj_n_stream_kinds; k++) {
		const struct hj_stream_kind *kind = hj_stream_kinds[k];

		find(kind->state, kind->name, false);
		for (size_t i = 0; i < kind->events->n; i++)
			find(kind->events->kind[i]->body,
			    kind->events->kind[i]->name, false);
		for (size_t i = 0; i < kind->n_commands; i++)
			find(kind->commands[i]->fields, kind->commands[i]->name,
			    true);
	}
	find(&hj_rule_set_fields, "rule set", false);
	return 0;
}

static void
complain(size_t at, const char *row, const char *what)
{
	fail_msg("%s: %s %s", tables[at].owner, row, what);
}

static void
tables__are_found(void **state)
{
	(void)state;
	assert_true(n_tables > 60);
	assert_ptr_equal(tables[0].table, &hj_dispute_fields);
}

static void
rows__ascend_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++)
		for (size_t k = 1; k < tables[i].table->n; k++)
			if (strcmp(tables[i].table->row[k - 1].name,
				tables[i].table->row[k].name) >= 0)
				complain(i, tables[i].table->row[k].name,
				    "does not stand behind its predecessor");
}

static void
rows__with_those_of_the_base_are_few_and_have_names_of_their_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++) {
		const struct hj_fields *t = tables[i].table;
		size_t n = 0;

		for (const struct hj_fields *p = t; p != NULL; p = p->base)
			n += p->n;
		if (n >= ROWS_MOST)
			complain(i, "the table", "has too many rows");
		for (const struct hj_fields *p = t->base; p != NULL;
		     p = p->base)
			for (size_t k = 0; k < t->n; k++)
				if (hj_field_find(p, t->row[k].name,
					strlen(t->row[k].name)) != NULL)
					complain(i, t->row[k].name,
					    "stands in the base too");
	}
}

static void
rows__lie_inside_their_struct(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++) {
		const struct hj_fields *t = tables[i].table;

		for (size_t k = 0; k < t->n; k++)
			if (t->row[k].offset >= t->size ||
			    t->row[k].count >= t->size ||
			    (t->row[k].type == HJ_T_LIST &&
				t->row[k].count == t->row[k].offset))
				complain(i, t->row[k].name, "lies outside");
		if (t->base != NULL && t->base->size > t->size)
			complain(i, "the base", "is larger than the struct");
	}
}

static void
rows__have_what_their_type_asks_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++) {
		const struct hj_fields *t = tables[i].table;

		for (size_t k = 0; k < t->n; k++) {
			const struct hj_field *f = &t->row[k];

			if (f->len != strlen(f->name))
				complain(i, f->name, "has another length");
			if ((f->type == HJ_T_WORD) != (f->words != NULL))
				complain(i, f->name, "and words do not fit");
			if ((f->type == HJ_T_LIST || f->type == HJ_T_OBJECT) !=
			    (f->of != NULL))
				complain(i, f->name, "and tables do not fit");
			if (f->type == HJ_T_LIST && f->most < 1)
				complain(i, f->name, "has no most");
			if (f->type == HJ_T_INT && f->least > f->most)
				complain(i, f->name, "has no range");
		}
	}
}

static void
sealed_rows__of_commands_have_exactly_one_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++) {
		const struct hj_fields *t = tables[i].table;

		for (size_t k = 0; k < t->n; k++) {
			int keys = t->row[k].flags & KEYS;
			bool one = keys != 0 && (keys & (keys - 1)) == 0;
			bool wanted =
			    t->row[k].type == HJ_T_SEALED && tables[i].command;

			if (wanted ? !one : keys != 0)
				complain(i, t->row[k].name,
				    wanted ? "is sealed by no one key"
					   : "has a key and needs none");
		}
	}
}

static void
texts__of_commands_are_bounded(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++)
		for (size_t k = 0; tables[i].command && k < tables[i].table->n;
		     k++) {
			const struct hj_field *f = &tables[i].table->row[k];

			if ((f->type == HJ_T_TEXT || f->type == HJ_T_SEALED) &&
			    f->most < 1)
				complain(i, f->name, "has no most");
		}
}

/* Lists of bare items say what they are in the row of the list. */
static void
rows__of_commands_are_told_in_both_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++)
		for (size_t k = 0; tables[i].command && k < tables[i].table->n;
		     k++) {
			const struct hj_field *f = &tables[i].table->row[k];
			const char *bar;

			if (f->name[0] == '\0')
				continue;
			bar = f->doc == NULL ? NULL : strchr(f->doc, '|');
			if (bar == NULL || bar == f->doc || bar[1] == '\0')
				complain(i, f->name, "is told by halves");
		}
}

static void
words__of_lists_have_names_and_both_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_tables; i++)
		for (size_t k = 0; k < tables[i].table->n; k++) {
			const struct hj_words *w =
			    tables[i].table->row[k].words;

			for (size_t v = 1; w != NULL && v < w->n; v++)
				if (w->word[v].name == NULL ||
				    w->word[v].zh == NULL ||
				    w->word[v].en == NULL ||
				    hj_word_find(w, w->word[v].name,
					strlen(w->word[v].name)) != (int)v)
					complain(i,
					    tables[i].table->row[k].name,
					    "has a word that is not one");
		}
}

static void
commands__are_found_by_names_of_their_own(void **state)
{
	(void)state;
	for (size_t k = 0; k < hj_n_stream_kinds; k++) {
		const struct hj_stream_kind *kind = hj_stream_kinds[k];

		for (size_t i = 0; i < kind->n_commands; i++) {
			const struct hj_command *c = kind->commands[i];

			assert_ptr_equal(hj_command_find(kind, c->name), c);
			assert_non_null(c->zh);
			assert_non_null(c->en);
			assert_non_null(c->decide);
			assert_true(c->right > 0 && c->right < HJ_MAY__MAX);
		}
	}
}

static void
events__are_found_by_names_of_their_own(void **state)
{
	(void)state;
	for (size_t k = 0; k < hj_n_stream_kinds; k++) {
		const struct hj_event_kinds *kinds = hj_stream_kinds[k]->events;

		for (size_t i = 0; i < kinds->n; i++) {
			assert_ptr_equal(
			    hj_event_kind_find(kinds, kinds->kind[i]->name),
			    kinds->kind[i]);
			assert_non_null(kinds->kind[i]->evolve);
			assert_true(kinds->kind[i]->kv >= 1);
		}
	}
}

static void
refusals__have_a_type_of_their_own_and_a_way_on(void **state)
{
	(void)state;
	for (int i = 1; i < HJ_NO__MAX; i++) {
		const struct hj_refusal_row *row = &hj_refusals[i];

		assert_non_null(row->type);
		if (row->type[0] == '\0' || row->next_zh == NULL ||
		    row->next_en == NULL || row->status < 400)
			fail_msg("refusal %d is not whole", i);
		for (int k = 1; k < i; k++)
			if (strcmp(hj_refusals[k].type, row->type) == 0)
				fail_msg("%s is there twice", row->type);
	}
}

/* A table, its base and that one's base: what is written has them all. */
static void
rows__of_every_base_are_written(void **state)
{
	static const char text[] =
	    "{\"bodies\":[\"某局\"],\"occurred_on\":\"2026-03-05\","
	    "\"party\":1,\"precision\":\"day\"}";
	const struct hj_command *visit =
	    hj_command_find(&hj_dispute_kind, "record-visit");
	struct hj_arena *a = hj_arena_new();
	void *cmd = hj_alloc(a, visit->fields->size);
	struct hj_error err;
	struct hj_buf b;

	(void)state;
	assert_int_equal(hj_bind(a, visit->fields, HJ_FORM_COMMAND, cmd, text,
			     strlen(text), &err),
	    HJ_OK);
	hj_buf_init(&b, 4096);
	hj_emit(&b, visit->fields, cmd);
	assert_string_equal(hj_buf_text(&b), text);
	hj_buf_release(&b);
	hj_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables__are_found),
		cmocka_unit_test(rows__ascend_by_name),
		cmocka_unit_test(rows__of_every_base_are_written),
		cmocka_unit_test(
		    rows__with_those_of_the_base_are_few_and_have_names_of_their_own),
		cmocka_unit_test(rows__lie_inside_their_struct),
		cmocka_unit_test(rows__have_what_their_type_asks_for),
		cmocka_unit_test(sealed_rows__of_commands_have_exactly_one_key),
		cmocka_unit_test(texts__of_commands_are_bounded),
		cmocka_unit_test(rows__of_commands_are_told_in_both_languages),
		cmocka_unit_test(words__of_lists_have_names_and_both_languages),
		cmocka_unit_test(commands__are_found_by_names_of_their_own),
		cmocka_unit_test(events__are_found_by_names_of_their_own),
		cmocka_unit_test(
		    refusals__have_a_type_of_their_own_and_a_way_on),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
