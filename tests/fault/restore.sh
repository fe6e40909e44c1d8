#!/usr/bin/env bash
# A backup brings back everything, and a damaged one is refused.
#
# Makes a site, copies it, restores it into another data folder and compares
# every table; then spoils copies in three ways.  With HEJIE_SHORT one copy and
# one way.  Prints `ok …` or `FAIL …` for each claim.
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"

place=$(mktemp -d /tmp/hejie-restore-XXXXXX)
chmod 755 "$place"
failed=0

finish() {
	local name
	for name in first second third fourth; do
		HEJIE_DATA=$place/$name scripts/up --stop >/dev/null 2>&1 || true
	done
	rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# claim WORDS COMMAND…: the command succeeds.
claim() {
	local words=$1
	shift
	if "$@" >"$place/out" 2>&1; then
		printf 'ok   %s\n' "$words"
	else
		printf 'FAIL %s\n' "$words"
		tail -n 40 "$place/out" | sed 's/^/       /'
		failed=1
	fi
}

# refused NAME: this copy may not be restored, nor leave anything behind.
refused() {
	! HEJIE_DATA=$place/third scripts/restore "$place/$1" &&
		[ ! -e "$place/third/postgres/data" ]
}

# content NAME: a digest of every row of every table of that data folder, but
# for the epoch, which a restore raises.
content() {
	cluster_variables "$place/$1"
	sql <<<"SELECT format('SELECT %L, count(*), md5(string_agg(%s, chr(10) ORDER BY t::text)) FROM %I.%I t;', c.oid::regclass,
			CASE c.oid WHEN 'hejie.nature'::regclass THEN '(to_jsonb(t) - ''epoch'')::text' ELSE 't::text' END, n.nspname, c.relname)
		FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
		WHERE relkind = 'r' AND nspname !~ '^pg_|^information_schema'
		ORDER BY 1" | sql
}

compare() {
	content first >"$place/first.rows"
	content second >"$place/second.rows"
	[ -s "$place/first.rows" ] && diff "$place/first.rows" "$place/second.rows"
}

epoch() {
	cluster_variables "$place/$1"
	sql <<<'SELECT epoch FROM hejie.nature'
}
is_new() {
	[ "$(epoch second)" -eq $(($(epoch first) + 1)) ]
}

claim "a site is made" env HEJIE_DATA="$place/first" scripts/up
[ -n "${HEJIE_SHORT:-}" ] || claim "it is copied while it runs" \
	env HEJIE_DATA="$place/first" scripts/backup "$place/live"

# For comparing, nothing may write between the copy and the comparison.
HEJIE_DATA=$place/first scripts/up --stop >/dev/null
cluster_start "$place/first"
claim "it is copied while it rests" \
	env HEJIE_DATA="$place/first" scripts/backup "$place/copy"
claim "the key is beside the copy, not in it" \
	test -s "$place/copy.key" -a ! -e "$place/copy/master.key"
claim "it is restored into another folder, and verifies" \
	env HEJIE_DATA="$place/second" scripts/restore "$place/copy"
claim "every row of every table is the same" compare
claim "a new epoch has begun" is_new
claim "a folder with a database is not overwritten" \
	bash -c '! HEJIE_DATA=$0/second scripts/restore "$0/copy"' "$place"
claim "the restored site serves" env HEJIE_DATA="$place/second" scripts/up
[ -n "${HEJIE_SHORT:-}" ] || claim "the copy of the running site is restored, and verifies" \
	env HEJIE_DATA="$place/fourth" scripts/restore "$place/live"

cp -a "$place/copy" "$place/bent"
cp "$place/copy.key" "$place/bent.key"
biggest=$(find "$place/bent/cluster/base" -type f -size +100k | sort | head -n 1)
printf 'x' | dd of="$biggest" bs=1 seek=50000 conv=notrunc status=none
claim "a copy with one changed byte is refused" refused bent
[ -z "${HEJIE_SHORT:-}" ] || exit "$failed"

cp -a "$place/copy" "$place/short"
cp "$place/copy.key" "$place/short.key"
rm "$(find "$place/short/cluster/base" -type f | sort | head -n 1)"
claim "a copy without one file is refused" refused short

cp -a "$place/copy" "$place/foreign"
echo another >"$place/foreign.key"
claim "another key is refused" refused foreign
exit "$failed"
