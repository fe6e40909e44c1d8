/*
 * The ground the database tests stand on.
 *
 * HEJIE_TEST_DATABASE is a conninfo (key=value) for a superuser of a throw-away
 * cluster; scripts/with-database makes one.  Without it the tests fail; none is
 * skipped.  Each program makes a database of its own there, and a role of
 * the same name without rights; the pool under test connects as that role.
 *
 * The schema is a small sketch: rows behind row-level security, and an append
 * function that answers as the real one does (stored, replayed, stale).
 */
#ifndef HJ_TESTS_DB_GROUND_H
#define HJ_TESTS_DB_GROUND_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <event2/event.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/base/now.h"
#include "server/db/pg.h"
#include "server/db/row.h"

struct ground {
	PGconn *admin;      /* superuser, in the program's own database */
	char owner[512];    /* conninfo of admin */
	char conninfo[640]; /* conninfo of the role without rights */
	struct event_base *base;
	struct hj_pg *pg;
};

/* Run SQL that must work. */
static inline void
ground_sql(struct ground *g, const char *sql)
{
	PGresult *r = PQexec(g->admin, sql);

	if (PQresultStatus(r) != PGRES_COMMAND_OK &&
	    PQresultStatus(r) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(g->admin));
	PQclear(r);
}

/* The number that SQL answers with. */
static inline long
ground_number(struct ground *g, const char *sql)
{
	PGresult *r = PQexec(g->admin, sql);
	long n;

	if (PQresultStatus(r) != PGRES_TUPLES_OK || PQntuples(r) != 1)
		fail_msg("%s: %s", sql, PQerrorMessage(g->admin));
	n = strtol(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	return n;
}

static inline PGconn *
ground_connect(const char *conninfo)
{
	PGconn *pq = PQconnectdb(conninfo);

	if (PQstatus(pq) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(pq));
	PQclear(PQexec(pq, "SET client_min_messages = error"));
	return pq;
}

static const char ground_schema[] =
    "CREATE SCHEMA hejie;"
    "GRANT USAGE ON SCHEMA hejie TO PUBLIC;"
    "SET search_path = hejie;"

    /* Who reads is known by a variable that lasts as long as the batch. */
    "CREATE FUNCTION enter(tenant text, person bigint) RETURNS void"
    " LANGUAGE plpgsql AS $$ BEGIN"
    "  IF tenant = 'nobody' THEN RAISE 'no such tenant'; END IF;"
    "  PERFORM set_config('hejie.tenant', tenant, true);"
    "  PERFORM set_config('hejie.person', person::text, true);"
    " END $$;"
    "CREATE FUNCTION leave() RETURNS void LANGUAGE sql AS $$"
    "  SELECT set_config('hejie.tenant', '', true),"
    "         set_config('hejie.person', '', true) $$;"
    "CREATE TABLE note (tenant text, text text);"
    "ALTER TABLE note ENABLE ROW LEVEL SECURITY;"
    "CREATE POLICY own ON note USING"
    " (tenant = nullif(current_setting('hejie.tenant', true), ''));"
    "GRANT SELECT ON note TO PUBLIC;"
    "INSERT INTO note SELECT t, t || ' ' || n FROM"
    " unnest('{a,b,c,d}'::text[]) t, generate_series(1, 10) n;"

    /* Writes. */
    "CREATE TABLE head (stream text PRIMARY KEY, version bigint NOT NULL);"
    "CREATE TABLE event (stream text, seq bigint, key text, body text,"
    " PRIMARY KEY (stream, seq));"
    "CREATE TABLE key (key text PRIMARY KEY, stream text, seq bigint);"
    "CREATE FUNCTION append(s text, expected bigint, k text, b text,"
    "  OUT code text, OUT at bigint, OUT echo text)"
    " LANGUAGE plpgsql SECURITY DEFINER"
    " SET search_path = hejie, pg_temp AS $$ BEGIN"
    "  echo := b;"
    "  INSERT INTO head VALUES (s, 0) ON CONFLICT DO NOTHING;"
    "  SELECT version INTO at FROM head WHERE stream = s FOR UPDATE;"
    "  IF EXISTS (SELECT FROM key WHERE key.key = k) THEN"
    "    code := 'replayed';"
    "    SELECT seq INTO at FROM key WHERE key.key = k; RETURN;"
    "  END IF;"
    "  IF expected >= 0 AND expected <> at THEN"
    "    code := 'stale'; RETURN;"
    "  END IF;"
    "  code := 'stored'; at := at + 1;"
    "  UPDATE head SET version = at WHERE stream = s;"
    "  INSERT INTO event VALUES (s, at, k, b);"
    "  INSERT INTO key VALUES (k, s, at);"
    "  IF b LIKE 'poison%' THEN RAISE 'poisoned'; END IF;"
    " END $$;";

/* A fresh database and role `name`, with the schema above. */
static inline struct ground *
ground_make(const char *name)
{
	static struct ground g;
	const char *env = getenv("HEJIE_TEST_DATABASE");
	char sql[256];

	if (env == NULL || env[0] == '\0')
		fail_msg("HEJIE_TEST_DATABASE is not set");
	memset(&g, 0, sizeof(g));
	g.admin = ground_connect(env);
	snprintf(
	    sql, sizeof(sql), "DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
	ground_sql(&g, sql);
	snprintf(
	    sql, sizeof(sql), "CREATE DATABASE %s TEMPLATE template0", name);
	ground_sql(&g, sql);
	snprintf(sql, sizeof(sql), "DROP ROLE IF EXISTS %s", name);
	ground_sql(&g, sql);
	snprintf(sql, sizeof(sql), "CREATE ROLE %s LOGIN", name);
	ground_sql(&g, sql);
	PQfinish(g.admin);

	snprintf(g.owner, sizeof(g.owner), "%s dbname=%s", env, name);
	snprintf(g.conninfo, sizeof(g.conninfo), "%s user=%s", g.owner, name);
	g.admin = ground_connect(g.owner);
	ground_sql(&g, ground_schema);
	g.base = event_base_new();
	return &g;
}

static inline void
ground_drop(struct ground *g)
{
	PQfinish(g->admin);
	event_base_free(g->base);
}

static inline void
ground_on_guard(int fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	*(bool *)arg = true;
}

/*
 * Turn the loop until `*count` has reached `n`; a test that takes longer than
 * half a minute has failed.
 */
static inline void
ground_until(struct ground *g, const int *count, int n)
{
	static const struct timeval patience = { 30, 0 };
	bool expired = false;
	struct event *guard = evtimer_new(g->base, ground_on_guard, &expired);

	evtimer_add(guard, &patience);
	while (*count < n && !expired)
		event_base_loop(g->base, EVLOOP_ONCE);
	event_free(guard);
	if (expired)
		fail_msg("still waiting: %d of %d", *count, n);
}

/* Turn the loop for `ms`, whatever happens. */
static inline void
ground_turn(struct ground *g, int ms)
{
	struct timeval tv = { ms / 1000, ms % 1000 * 1000 };
	bool expired = false;
	struct event *guard = evtimer_new(g->base, ground_on_guard, &expired);

	evtimer_add(guard, &tv);
	while (!expired)
		event_base_loop(g->base, EVLOOP_ONCE);
	event_free(guard);
}

/* Turn the loop until all three connections are there. */
static inline void
ground_until_up(struct ground *g)
{
	int64_t end = hj_mono_ms() + 15000;

	while (hj_pg_counts(g->pg)->connected < 3) {
		if (hj_mono_ms() > end)
			fail_msg("not connected: %s", hj_pg_refusal(g->pg));
		ground_turn(g, 5);
	}
}

#endif
