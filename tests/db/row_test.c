/*
 * Parameters go out and rows come back as the same values, and wire bytes that
 * do not fit are found out before they are used.
 */
#include "tests/db/ground.h"

#include "server/db/sync.h"

static struct ground *g;
static struct hj_sync *s;
static struct hj_arena *a;
static struct hj_params ps;

static const unsigned char id[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
	14, 15, 255 };

/* Ask with the parameters in `ps`; row 0 of the answer, cleared with it. */
static struct hj_row
ask(const char *sql, PGresult **result)
{
	struct hj_error err;

	if (hj_sync_exec(s, sql, &ps, result, &err) != HJ_OK)
		fail_msg("%s: %s", sql, err.msg);
	assert_int_equal(hj_row_count(*result), 1);
	return hj_row(*result, 0);
}

static void
scalar__comes_back_as_it_was(void **state)
{
	PGresult *result;
	struct hj_row r;
	unsigned char out[16];
	struct hj_bytes bytes;
	size_t n = 0;

	(void)state;
	hj_param_bool(&ps, true);
	hj_param_int4(&ps, INT32_MIN);
	hj_param_int8(&ps, INT64_MAX);
	hj_param_text(&ps, "调解");
	hj_param_bytes(&ps, "\0\1\2", 3);
	hj_param_uuid(&ps, id);
	hj_param_ms(&ps, -1); /* 1969 */
	hj_param_date(&ps, -1);
	hj_param_json(&ps, "{\"a\":1}", 7);

	r = ask("SELECT $1::bool, $2::int4, $3::int8, $4::text, $5::bytea,"
		" $6::uuid, $7::timestamptz, $8::date, $9::json,"
		" $7 = '1969-12-31T23:59:59.999Z', $8 = '1969-12-31',"
		" (-7)::int2",
	    &result);
	assert_true(hj_row_bool(&r, 0));
	assert_int_equal(hj_row_int(&r, 1), INT32_MIN);
	assert_true(hj_row_int(&r, 2) == INT64_MAX);
	assert_string_equal(hj_row_text(&r, 3, a, &n), "调解");
	assert_int_equal(n, 6);
	bytes = hj_row_bytes(&r, 4, a);
	assert_int_equal(bytes.n, 3);
	assert_memory_equal(bytes.p, "\0\1\2", 3);
	hj_row_uuid(&r, 5, out);
	assert_memory_equal(out, id, 16);
	assert_int_equal(hj_row_ms(&r, 6), -1);
	assert_int_equal(hj_row_date(&r, 7), -1);
	assert_string_equal(hj_row_text(&r, 8, a, NULL), "{\"a\":1}");
	assert_true(hj_row_bool(&r, 9));
	assert_true(hj_row_bool(&r, 10));
	assert_int_equal(hj_row_int(&r, 11), -7);
	assert_int_equal(hj_row_type(&r, 3), HJ_PG_TEXT);
	assert_false(r.bad);
	PQclear(result);
}

static void
null__is_told_from_empty(void **state)
{
	PGresult *result;
	struct hj_row r;

	(void)state;
	hj_param_text(&ps, NULL);
	hj_param_text(&ps, "");
	hj_param_bytes(&ps, NULL, 0);
	hj_param_bytes(&ps, "", 0);
	hj_param_null(&ps, HJ_PG_INT8);
	hj_param_uuid(&ps, NULL);

	r = ask("SELECT $1::text, $2::text, $3::bytea, $4::bytea, $5::int8,"
		" $6::uuid",
	    &result);
	assert_null(hj_row_text(&r, 0, a, NULL));
	assert_string_equal(hj_row_text(&r, 1, a, NULL), "");
	assert_null(hj_row_bytes(&r, 2, a).p);
	assert_non_null(hj_row_bytes(&r, 3, a).p);
	assert_int_equal(hj_row_bytes(&r, 3, a).n, 0);
	assert_true(hj_row_is_null(&r, 4));
	assert_int_equal(hj_row_int_or(&r, 4, 42), 42);
	assert_int_equal(hj_row_ms_or(&r, 4, 43), 43);
	assert_true(hj_row_is_null(&r, 5));
	assert_false(r.bad);

	/* Where NULL has no meaning it is a mistake. */
	assert_int_equal(hj_row_int(&r, 4), 0);
	assert_true(r.bad);
	PQclear(result);
}

static void
array__comes_back_as_it_was(void **state)
{
	static const char *const texts[] = { "一", NULL, "" };
	static const int64_t ints[] = { 1, -2, INT64_MIN };
	static const int32_t days[] = { 0, -1, 10957 };
	static const bool nulls[] = { false, true, false };
	static const bool bools[] = { true, false, true };
	const struct hj_bytes spans[] = { { "ab", 2 }, { NULL, 0 }, { "", 0 } };
	const struct hj_bytes ids[] = { { id, 16 } };
	const char **texts_back;
	struct hj_bytes *spans_back;
	int64_t *ints_back;
	PGresult *result;
	struct hj_row r;

	(void)state;
	hj_param_texts(&ps, texts, 3);
	hj_param_int8s(&ps, ints, NULL, 3);
	hj_param_bytes_list(&ps, spans, 3);
	hj_param_texts(&ps, texts, 0);
	hj_param_ms_list(&ps, (int64_t[]){ 0, 1, 946684800000 }, nulls, 3);
	hj_param_dates(&ps, days, nulls, 3);
	hj_param_bools(&ps, bools, NULL, 3);
	hj_param_int4s(&ps, days, NULL, 3);
	hj_param_uuids(&ps, ids, 1);
	hj_param_null(&ps, HJ_PG_TEXTS);

	r = ask("SELECT $1::text[], $2::int8[], $3::bytea[], $4::text[],"
		" $5::timestamptz[] = ARRAY['1970-01-01Z', NULL,"
		"  '2000-01-01Z']::timestamptz[],"
		" $6::date[] = ARRAY['1970-01-01', NULL, '2000-01-01']::date[],"
		" $7::bool[] = '{t,f,t}', $8::int4[] = '{0,-1,10957}',"
		" $9::uuid[] = '{01020304-0506-0708-090a-0b0c0d0e0fff}',"
		" $10::text[]",
	    &result);
	assert_int_equal(hj_row_texts(&r, 0, a, &texts_back), 3);
	assert_string_equal(texts_back[0], "一");
	assert_null(texts_back[1]);
	assert_string_equal(texts_back[2], "");
	assert_int_equal(hj_row_ints(&r, 1, a, &ints_back), 3);
	assert_memory_equal(ints_back, ints, sizeof(ints));
	assert_int_equal(hj_row_bytes_list(&r, 2, a, &spans_back), 3);
	assert_int_equal(spans_back[0].n, 2);
	assert_memory_equal(spans_back[0].p, "ab", 2);
	assert_null(spans_back[1].p);
	assert_non_null(spans_back[2].p);
	assert_int_equal(hj_row_texts(&r, 3, a, &texts_back), 0);
	for (int i = 4; i <= 8; i++)
		assert_true(hj_row_bool(&r, i));
	assert_int_equal(hj_row_texts(&r, 9, a, &texts_back), 0);
	assert_false(r.bad);
	PQclear(result);
}

static void
reading__as_another_type_is_bad(void **state)
{
	static const char *const sql =
	    "SELECT 1::int8, 'x'::text, '{1}'::int4[], '{{a,b},{c,d}}'::text[],"
	    " 'infinity'::timestamptz, '\\x0102'::bytea, ARRAY[1, "
	    "NULL]::int8[],"
	    " 'infinity'::date, 1.5::float8";
	unsigned char out[16];
	const char **texts;
	int64_t *ints;
	PGresult *result;
	struct hj_row rows[13];

	(void)state;
	rows[0] = ask(sql, &result);
	for (int i = 1; i < 13; i++)
		rows[i] = rows[0];
	assert_null(hj_row_text(&rows[0], 0, a, NULL));
	assert_int_equal(hj_row_int(&rows[1], 1), 0);
	assert_int_equal(hj_row_ints(&rows[2], 2, a, &ints), 0);
	assert_int_equal(hj_row_texts(&rows[3], 3, a, &texts), 0);
	assert_int_equal(hj_row_ms(&rows[4], 4), 0);
	hj_row_uuid(&rows[5], 5, out);
	hj_row_fixed(&rows[6], 5, out, 3);
	assert_int_equal(hj_row_ints(&rows[7], 6, a, &ints), 0);
	assert_int_equal(hj_row_date(&rows[8], 7), 0);
	assert_int_equal(hj_row_int(&rows[9], 8), 0);
	assert_int_equal(hj_row_int(&rows[10], 99), 0);
	assert_null(hj_row_peek(&rows[11], -1).p);
	assert_null(hj_row_bytes(&rows[12], 1, a).p);
	for (int i = 0; i < 13; i++) {
		if (!rows[i].bad)
			fail_msg("row %d passes for good", i);
	}
	assert_true(hj_row(result, 1).bad);
	assert_true(hj_row(NULL, 0).bad);
	PQclear(result);
}

/* A result that no server sent: one bytes column of a type. */
static PGresult *
forged(Oid type, const char *bytes, int n)
{
	PGresult *r = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	char name[] = "c";
	char copy[64];
	PGresAttDesc desc = { name, 0, 0, 1, type, -1, -1 };

	memcpy(copy, bytes, (size_t)n);
	assert_int_equal(PQsetResultAttrs(r, 1, &desc), 1);
	assert_int_equal(PQsetvalue(r, 0, 0, copy, n), 1);
	return r;
}

static void
array__with_wrong_lengths_is_bad(void **state)
{
	/* Dimensions, NULLs, text, 2 elements, from 1; then "a" and "b". */
	static const char good[] = "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\2\0\0\0\1"
				   "\0\0\0\1a\0\0\0\1b";
	static const struct {
		int at;
		char value;
	} wrong[] = {
		{ 3, 2 },       /* two dimensions */
		{ 0, '\x80' },  /* negative dimensions */
		{ 11, 0x14 },   /* of int8 */
		{ 15, 3 },      /* three elements */
		{ 12, 0x7f },   /* far too many */
		{ 12, '\x80' }, /* fewer than none */
		{ 15, 1 },      /* bytes left over */
		{ 23, 2 },      /* an element longer than it is */
		{ 20, 0x7f },   /* and far longer */
		{ 20, '\xfe' }, /* and shorter than NULL */
	};
	const int n = sizeof(good) - 1;
	const char **texts;
	struct hj_row r;

	(void)state;
	for (int cut = 0; cut <= n; cut++) {
		PGresult *result = forged(HJ_PG_TEXTS, good, cut);

		r = hj_row(result, 0);
		assert_int_equal(
		    hj_row_texts(&r, 0, a, &texts), cut == n ? 2 : 0);
		assert_int_equal(r.bad, cut != n);
		PQclear(result);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char bytes[sizeof(good)];
		PGresult *result;

		memcpy(bytes, good, sizeof(good));
		bytes[wrong[i].at] = wrong[i].value;
		result = forged(HJ_PG_TEXTS, bytes, n);
		r = hj_row(result, 0);
		assert_int_equal(hj_row_texts(&r, 0, a, &texts), 0);
		assert_true(r.bad);
		PQclear(result);
	}
}

static void
value__that_cannot_be_stored_fails_the_list(void **state)
{
	const int64_t far[] = { 253402300800000 };
	const int32_t early[] = { -719163 };
	const struct hj_bytes short_id[] = { { id, 15 } };
	struct hj_error err;

	(void)state;
	hj_param_textn(&ps, "a\0b", 3);
	assert_true(ps.failed);
	assert_int_equal(
	    hj_sync_exec(s, "SELECT $1::text", &ps, NULL, &err), HJ_ERR_INPUT);

	hj_params_init(&ps, a);
	hj_param_ms(&ps, far[0]); /* the first instant of the year 10000 */
	assert_true(ps.failed);
	hj_params_init(&ps, a);
	hj_param_ms(&ps, far[0] - 1);
	assert_false(ps.failed);
	hj_param_ms_list(&ps, far, NULL, 1);
	assert_true(ps.failed);

	hj_params_init(&ps, a);
	hj_param_date(&ps, early[0] + 1); /* 0001-01-01 */
	assert_false(ps.failed);
	hj_param_dates(&ps, early, NULL, 1);
	assert_true(ps.failed);

	hj_params_init(&ps, a);
	hj_param_uuids(&ps, short_id, 1);
	assert_true(ps.failed);

	hj_params_init(&ps, a);
	for (int i = 0; i < HJ_PARAMS_MOST; i++)
		hj_param_bool(&ps, true);
	assert_false(ps.failed);
	hj_param_bool(&ps, true);
	assert_true(ps.failed);
}

static void
list__stops_at_its_ceiling(void **state)
{
	static char half[HJ_PARAM_BYTES_MOST / 2];
	const struct hj_bytes two[] = { { half, sizeof(half) },
		{ half, sizeof(half) } };

	(void)state;
	hj_param_bytes(&ps, half, sizeof(half));
	hj_param_bytes(&ps, half, sizeof(half));
	assert_false(ps.failed);
	hj_param_int8(&ps, 1);
	assert_true(ps.failed);

	hj_params_init(&ps, a);
	hj_param_bytes_list(&ps, two, 2);
	assert_true(ps.failed);
}

static int
each(void **state)
{
	(void)state;
	hj_arena_clear(a);
	hj_params_init(&ps, a);
	return 0;
}

static int
set_up(void **state)
{
	struct hj_error err;

	(void)state;
	g = ground_make("hejie_test_row");
	s = hj_sync_open(g->conninfo, &err);
	a = hj_arena_new();
	return s == NULL;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_sync_free(s);
	hj_arena_free(a);
	ground_drop(g);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(scalar__comes_back_as_it_was, each),
		cmocka_unit_test_setup(null__is_told_from_empty, each),
		cmocka_unit_test_setup(array__comes_back_as_it_was, each),
		cmocka_unit_test_setup(reading__as_another_type_is_bad, each),
		cmocka_unit_test_setup(array__with_wrong_lengths_is_bad, each),
		cmocka_unit_test_setup(
		    value__that_cannot_be_stored_fails_the_list, each),
		cmocka_unit_test_setup(list__stops_at_its_ceiling, each),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
