#!/usr/bin/env bash
# scripts/up in places and beside things that have broken it: below a folder of
# root's own, in a long path with blanks and Chinese, program and data, two
# checkouts at once, a PostgreSQL that is there already; called again, stopped.
#
# A checkout is made of copies of scripts/ and links to all else, so that nothing
# is built but what HEJIE_BUILD names (lib.sh), once.  Prints `ok …` or `FAIL …`
# for each claim; ends what it started, and removes it.
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"

place=$(mktemp -d /tmp/hejie-up-XXXXXX)
chmod 755 "$place"
failed=0
tops=() # the checkouts
# The one with the long path, which has its data below it.
long=$place/调解\ 与\ 和解/$(printf '很长的路径 %.0s' 1 2 3 4 5)
while [ "$(printf '%s' "$long/hejie" | wc -c)" -lt 150 ]; do
	long+=x
done
long+=/hejie

# data_of CHECKOUT: its data folder; but for `long` where scripts/up puts it.
data_of() {
	if [ "$1" = "$long" ]; then
		echo "$1/数据"
	else
		echo "$(state_home)/$(digest "$1")"
	fi
}

# up CHECKOUT [OPTION…]
up() {
	local top=$1
	shift
	if [ "$top" = "$long" ]; then
		HEJIE_DATA=$(data_of "$top") "$top/scripts/up" "$@"
	else
		"$top/scripts/up" "$@"
	fi
}

finish() {
	local top
	for top in "${tops[@]}"; do
		up "$top" --stop >/dev/null 2>&1 || true
		rm -rf "$(data_of "$top")" "$(socket_dir "$(data_of "$top")")"
	done
	[ ! -e "$place/other" ] || cluster_stop "$place/other" immediate || true
	rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP
unset HEJIE_DATA HEJIE_DATABASE

# claim WORDS COMMAND…: the command succeeds.
claim() {
	local words=$1 status=ok
	shift
	"$@" >"$place/out" 2>&1 || status=FAIL
	printf '%-4s %s\n' "$status" "$words"
	[ "$status" = ok ] && return
	tail -n 40 "$place/out" | sed 's/^/       /'
	failed=1
}

# checkout PATH: a checkout there; to be stopped and removed at the end.
checkout() {
	local file
	mkdir -p "$1"
	cp -r "$root/scripts" "$1/scripts"
	for file in "$root"/* "$root"/.[a-z]*; do
		case ${file##*/} in
		scripts | .git) ;;
		*) ln -s "$file" "$1/" ;;
		esac
	done
	tops+=("$1")
}

port_of() {
	cat "$(data_of "$1")/port"
}

serves() {
	[ "$(http_status "$(port_of "$1")" /readyz)" = 200 ]
}

# comes_up CHECKOUT [OPTION…]: and answers.
comes_up() {
	up "$@" && serves "$1"
}

# All that a second run must leave as it is: every file of the program and the
# settings with its time, port, sign-ins, keys, who runs, rows and their versions.
standing() {
	local data
	data=$(data_of "$1")
	(
		cd "$data"
		find app hejie.ini port sign-ins service/master.key hejie.pid \
			postgres/data/postmaster.pid -type f -printf '%p %T@ ' \
			-exec sha256sum {} \;
		cluster_variables "$data"
		sql <<<"SELECT count(*), sum(xmin::text::bigint), sum(version) FROM hejie.head"
		sql <<<"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM hejie.credential t"
	)
}

changes_nothing() {
	local took
	standing "$1" >"$place/before"
	took=$SECONDS
	up "$1" >"$place/again"
	took=$((SECONDS - took))
	standing "$1" >"$place/after"
	cat "$place/again"
	[ "$took" -le 30 ] && grep -q hejie.ini "$place/before" &&
		diff "$place/before" "$place/after" &&
		grep -q 'the service is running' "$place/again"
}

# nothing_runs CHECKOUT: neither its service nor its PostgreSQL.
nothing_runs() {
	up "$1" --stop &&
		! pgrep -af "$(data_of "$1")/"
}

# ---- where it may lie --------------------------------------------------------

# 0700 and, run by root, root's own: PostgreSQL and the service are others.
mkdir -m 700 "$place/own"
checkout "$place/own/hejie"
claim "below a folder that only its owner may enter" \
	comes_up "$place/own/hejie"

claim "a second run is quick, changes neither data, settings nor port, ends nothing" \
	changes_nothing "$place/own/hejie"

checkout "$long"
second=$place/second\ checkout
checkout "$second"

both_come_up() {
	local one status=0
	up "$long" >"$place/long.out" 2>&1 &
	one=$!
	up "$second" >"$place/second.out" 2>&1 || status=1
	wait "$one" || status=1
	cat "$place/long.out" "$place/second.out"
	[ "$status" -eq 0 ] && serves "$long" && serves "$second"
}
claim "two at once, one in a path of 150 bytes with blanks and Chinese" \
	both_come_up
claim "each has its own port and its own data" test \
	"$(port_of "$long")" != "$(port_of "$second")" -a \
	"$(port_of "$long")" != "$(port_of "$place/own/hejie")" -a \
	-d "$(data_of "$long")/postgres/data" -a -d "$(data_of "$second")/postgres/data"
claim "--stop ends the service and PostgreSQL of one" nothing_runs "$second"
claim "and leaves the other" serves "$long"
claim "--stop ends the other" nothing_runs "$long"

# ---- a PostgreSQL that is there already --------------------------------------

other_postgres() {
	cluster_make "$place/other"
	port=$(free_port 5500)
	cat >>"$place/other/postgres/data/postgresql.conf" <<-CONF
		listen_addresses = '127.0.0.1'
		port = $port
	CONF
	echo 'host all all 127.0.0.1/32 scram-sha-256' >>"$place/other/postgres/data/pg_hba.conf"
	cluster_start "$place/other"
	cluster_variables "$place/other"
	export PGPORT=$port PGDATABASE=mediation
	sql -d postgres <<<"CREATE ROLE keeper LOGIN SUPERUSER PASSWORD 'a b%c'"
	"$(pg createdb)" -O keeper -T template0 -E UTF8 --locale=C.UTF-8 mediation
}

# served_from DATABASE…: brought up there, with nothing of its own.
served_from() {
	local data
	up "$place/own/hejie" --stop
	rm -rf "$(data_of "$place/own/hejie")"
	data=$(data_of "$place/own/hejie")
	comes_up "$place/own/hejie" --database "$1" &&
		[ ! -e "$data/postgres" ] &&
		[ "$(sql <<<"SELECT count(*) > 0 FROM hejie.head")" = t ]
}

claim "a PostgreSQL of somebody else's, with passwords" other_postgres
claim "--database with its URI" served_from \
	"postgresql://keeper:a%20b%25c@127.0.0.1:$PGPORT/mediation"
claim "called again with a connection string, it serves the same" comes_up \
	"$place/own/hejie" --database \
	"host=127.0.0.1 port=$PGPORT dbname=mediation user=keeper password='a b%c'"
claim "--stop leaves that PostgreSQL alone" eval \
	'up "$place/own/hejie" --stop && cluster_is_up "$place/other"'
exit "$failed"
