# Shell functions that the scripts share; sourced, not run.
#
# After sourcing: $root is the checkout, the working folder is $root, and any
# failing command ends the script.  Nothing here writes outside the data folder
# and build/, except that need_packages installs Debian packages and
# need_service_user adds the system user `hejie` (both only where missing or, of
# packages, too old).
# shellcheck shell=bash disable=SC2034,SC2174

set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
umask 022
export LC_ALL=C.UTF-8 TZ=UTC
unset CDPATH GREP_OPTIONS PGSERVICE PGDATABASE PGUSER PGHOST PGPORT

# ---- talking ---------------------------------------------------------------

started=$SECONDS

# step WORDS…: what happens now, with the seconds since the start.
step() {
	printf '[%4ds] %s\n' $((SECONDS - started)) "$*"
}

die() {
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	exit 1
}

# quietly NAME COMMAND…: run; show what it printed only if it fails.
quietly() {
	local name=$1 out
	shift
	out=$(mktemp)
	if "$@" >"$out" 2>&1 </dev/null; then
		rm -f "$out"
		return 0
	fi
	printf '%s failed: %s\n' "$name" "$*" >&2
	tail -n 60 "$out" >&2
	rm -f "$out"
	return 1
}

# usage: print the comment at the head of the script that was called.
usage() {
	sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0"
}

# ---- packages --------------------------------------------------------------

packages_build=(gcc libc6-dev cmake ninja-build pkg-config libevent-dev
	libpq-dev libssl-dev libargon2-dev zlib1g-dev libexpat1-dev)
packages_run=(postgresql-15 postgresql-client-15 sqitch libdbd-pg-perl)
packages_test=(libcmocka-dev curl clang clang-format libclang-rt-14-dev shellcheck
	postgresql-15-pgtap libtap-parser-sourcehandler-pgtap-perl)

is_root() {
	[ "$(id -u)" -eq 0 ]
}

as_root() {
	if is_root; then
		"$@"
	else
		command -v sudo >/dev/null ||
			die "needs root for: $* (become root or install sudo)"
		sudo "$@"
	fi
}

# The packages with faults that matter here were mended in these versions.
declare -A packages_least=(
	[libevent-2.1-7]=2.1.12-stable-8+deb12u1
	[libpq5]=15.20-0+deb12u1
	[postgresql-15]=15.20-0+deb12u1
	[libssl3]=3.0.22-1~deb12u2
)

# packages_old: what is installed of these and older, as `package version`.
packages_old() {
	local package have
	for package in "${!packages_least[@]}"; do
		have=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || continue
		[ -n "$have" ] || continue
		if dpkg --compare-versions "$have" lt "${packages_least[$package]}"; then
			echo "$package $have"
		fi
	done
}

# missing PACKAGE…: those of them that are not installed.
missing() {
	local p
	for p; do
		dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null |
			grep -q '^ii' || printf '%s\n' "$p"
	done
}

apt() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
		-o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@"
}

# need_packages PACKAGE…: install what is missing, and renew what is too old.
need_packages() {
	local list old
	mapfile -t list < <(missing "$@")
	mapfile -t old < <(renewable)
	[ $((${#list[@]} + ${#old[@]})) -gt 0 ] || return 0
	step "installing ${list[*]} ${old[*]}"
	no_main_cluster
	quietly "package lists" apt update || [ "${#list[@]}" -eq 0 ] || return 1
	[ "${#list[@]}" -eq 0 ] ||
		quietly "installing" apt install --no-install-recommends "${list[@]}"
	# Where the archive has nothing newer, scripts/check says so.
	[ "${#old[@]}" -eq 0 ] ||
		quietly "renewing" apt install --only-upgrade "${old[@]}" ||
		step "going on with what is installed"
}

# renewable: what is too old and may be renewed; not a PostgreSQL that is
# running (its new sessions could not load the new libraries), nor below one
# that the machine has for itself, which the new package would start again.
renewable() {
	if compgen -G '/etc/postgresql/*/*' >/dev/null || pgrep -x postgres >/dev/null; then
		packages_old | cut -d ' ' -f 1 | grep -v '^postgresql' || true
	else
		packages_old | cut -d ' ' -f 1
	fi
}

# need_node: any node and npm will do, not only Debian's.
need_node() {
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		need_packages nodejs npm
	fi
}

# Installing Debian's PostgreSQL makes and starts a cluster `main`, which is of
# no use here.  Say no, unless the machine already has PostgreSQL of its own.
no_main_cluster() {
	local conf=/etc/postgresql-common/createcluster.d/hejie.conf
	[ -z "$(missing postgresql-15)" ] && return
	compgen -G '/etc/postgresql/*/*' >/dev/null && return
	[ -e "$conf" ] && return
	as_root mkdir -p "$(dirname "$conf")"
	echo 'create_main_cluster = false' | as_root tee "$conf" >/dev/null
}

# ---- places ----------------------------------------------------------------

# digest TEXT: twelve hex digits.
digest() {
	printf '%s' "$1" | sha256sum | cut -c1-12
}

# state_home: where all checkouts of this user keep their data.
state_home() {
	if is_root; then
		echo /var/lib/hejie
	else
		echo "${XDG_STATE_HOME:-$HOME/.local/state}/hejie"
	fi
}

# data_dir: the data folder of this checkout.
data_dir() {
	local dir=${HEJIE_DATA:-$(state_home)/$(digest "$root")}
	case $dir in
	/*) ;;
	*) dir=$PWD/$dir ;;
	esac
	echo "$dir"
}

# socket_dir DATA: where its PostgreSQL has its socket.  A path of more than
# 107 bytes cannot be a socket, so a long data folder gets another place.
socket_dir() {
	local dir=$1/run
	if [ "$(printf '%s' "$dir" | wc -c)" -lt 90 ]; then
		echo "$dir"
	elif is_root; then
		echo "/run/hejie-$(digest "$1")"
	elif [ -w "${XDG_RUNTIME_DIR:-/nonexistent}" ]; then
		echo "$XDG_RUNTIME_DIR/hejie-$(digest "$1")"
	else
		echo "/tmp/hejie-$(id -u)-$(digest "$1")"
	fi
}

# port_in_use PORT: does anything answer there?
port_in_use() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_port FIRST: FIRST or the next port where nothing answers.
free_port() {
	local port=$1
	while port_in_use "$port"; do
		port=$((port + 1))
		[ "$port" -lt $(($1 + 1000)) ] || die "no free port from $1 on"
	done
	echo "$port"
}

# http_status PORT PATH: the status of GET there, or 000.
http_status() {
	local reply
	reply=$(
		exec 2>/dev/null
		exec 3<>"/dev/tcp/127.0.0.1/$1" || exit
		# In one piece, which printf alone would not do.
		printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' \
			"$2" "$1" | cat >&3
		IFS= read -r -t 5 line <&3
		printf '%s' "$line"
	) || true
	reply=${reply#HTTP/1.1 }
	reply=${reply%% *}
	echo "${reply:-000}"
}

# ---- users -----------------------------------------------------------------
#
# Root drops what it can: PostgreSQL runs as `postgres` (it refuses root) and
# the service as `hejie`.  Any other user is all of them.

database_user() {
	if is_root; then echo postgres; else id -un; fi
}

service_user() {
	if is_root; then echo hejie; else id -un; fi
}

need_service_user() {
	is_root || return 0
	getent passwd hejie >/dev/null ||
		useradd --system --user-group --no-create-home \
			--home-dir /nonexistent --shell /usr/sbin/nologin hejie
}

# become USER COMMAND…: turn this shell into the command, run by USER with a
# clean environment, from /, without the locks (8 and 9) a script may hold.
become() {
	local user=$1 drop=()
	shift
	if is_root; then
		drop=(setpriv "--reuid=$user" "--regid=$user" --init-groups)
	fi
	cd /
	exec "${drop[@]}" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		LC_ALL=C.UTF-8 TZ=UTC "$@" 8>&- 9>&-
}

# as_user USER COMMAND…: run it so.
as_user() {
	(become "$@")
}

# ---- PostgreSQL ------------------------------------------------------------

# pg PROGRAM: its path.  Always 15: data of one version is of no use to another.
pg() {
	echo "/usr/lib/postgresql/15/bin/$1"
}

# cluster_configure DATA [NAME]: settings and who may come in.  Only the socket
# answers, and the system user who calls decides which role he may be (peer).
# With cluster_open=yes, for tests, whoever started it may be any role.
cluster_open=no
cluster_configure() {
	local data=$1/postgres/${2:-data} role auth='peer map=hejie' mode=0777
	if [ "$cluster_open" = yes ]; then
		auth=trust
		mode=0700
	fi
	cat >"$1/hejie.conf.new" <<-CONF
		listen_addresses = ''
		unix_socket_directories = '$(socket_dir "$1" | sed "s/'/''/g")'
		unix_socket_permissions = $mode
		port = 5432
		max_connections = 100
		shared_buffers = 256MB
		timezone = 'UTC'
		log_timezone = 'UTC'

		# A commit that was answered is on the disk.
		fsync = on
		full_page_writes = on
		synchronous_commit = on
		data_sync_retry = off

		# Solid-state disks, short statements.
		random_page_cost = 1.1
		jit = off

		# Values and rows do not belong into a log.
		log_min_error_statement = panic
		log_parameter_max_length = 0
		log_parameter_max_length_on_error = 0
		log_error_verbosity = terse
	CONF
	cat >"$1/pg_hba.conf.new" <<-CONF
		local all all $auth
		local replication all $auth
	CONF
	{
		for role in postgres hejie_app hejie_agent hejie_replay; do
			printf 'hejie "%s" %s\n' "$(id -un)" "$role"
		done
		if is_root; then
			echo 'hejie postgres postgres'
			echo 'hejie hejie hejie_app'
			echo 'hejie hejie hejie_agent'
			echo 'hejie hejie hejie_replay'
		fi
	} >"$1/pg_ident.conf.new"
	local name
	for name in hejie.conf pg_hba.conf pg_ident.conf; do
		mv "$1/$name.new" "$data/$name"
		chown "$(database_user)" "$data/$name"
		chmod 600 "$data/$name"
	done
	grep -qx "include 'hejie.conf'" "$data/postgresql.conf" ||
		echo "include 'hejie.conf'" >>"$data/postgresql.conf"
}

# cluster_folders DATA: made so that only who must can enter.
cluster_folders() {
	local user sockets
	user=$(database_user)
	sockets=$(socket_dir "$1")
	mkdir -p "$1"
	mkdir -p -m 700 "$1/postgres"
	mkdir -p -m 755 "$sockets"
	chown "$user" "$1/postgres" "$sockets"
	[ "$(stat -c %U "$sockets")" = "$user" ] ||
		die "$sockets belongs to somebody else"
	as_user "$user" test -x "$1/postgres" ||
		die "$user, who runs PostgreSQL, cannot enter $1; set HEJIE_DATA"
}

# cluster_make DATA: a new, empty cluster, unless there is one.
cluster_make() {
	local user
	user=$(database_user)
	cluster_folders "$1"
	[ -e "$1/postgres/data" ] && return
	rm -rf "$1/postgres/new"
	quietly initdb as_user "$user" "$(pg initdb)" -D "$1/postgres/new" \
		-U postgres -E UTF8 --locale=C.UTF-8 --data-checksums \
		--auth-local=peer --auth-host=reject
	cluster_configure "$1" new
	mv "$1/postgres/new" "$1/postgres/data"
}

cluster_is_up() {
	as_user "$(database_user)" "$(pg pg_ctl)" -D "$1/postgres/data" status \
		>/dev/null 2>&1
}

# cluster_start DATA: and wait until it answers.
cluster_start() {
	cluster_is_up "$1" && return
	cluster_folders "$1"
	as_user "$(database_user)" "$(pg pg_ctl)" -D "$1/postgres/data" -s -w \
		-t 300 -l "$1/postgres/log" start >/dev/null 2>&1 || {
		tail -n 20 "$1/postgres/log" >&2
		die "PostgreSQL did not start"
	}
}

# cluster_stop DATA [MODE]
cluster_stop() {
	cluster_is_up "$1" || return 0
	as_user "$(database_user)" "$(pg pg_ctl)" -D "$1/postgres/data" -s -w \
		-t 60 -m "${2:-fast}" stop >/dev/null
}

# cluster_variables DATA: let PostgreSQL's programs speak to it as superuser.
cluster_variables() {
	PGHOST=$(socket_dir "$1")
	export PGHOST PGPORT=5432 PGUSER=postgres PGDATABASE=hejie
}

# sql [PSQL ARGUMENTS…]: bare rows, first error ends.
sql() {
	"$(pg psql)" -XAtq -v ON_ERROR_STOP=1 "$@"
}

# database_make: the database in PGDATABASE, unless it is there.
database_make() {
	[ "$(sql -d postgres -v name="$PGDATABASE" <<<"SELECT count(*) FROM pg_database WHERE datname = :'name'")" = 1 ] ||
		"$(pg createdb)" -T template0 -E UTF8 --locale=C.UTF-8 "$PGDATABASE"
}

# migrate: bring the database of the PG… variables to the newest schema.
migrate() {
	SQITCH_FULLNAME=hejie SQITCH_EMAIL=hejie@localhost \
		quietly sqitch sqitch deploy --verify db:pg:
}

# ---- building --------------------------------------------------------------

# What scripts/up and scripts/restore build and run; tests of theirs take what
# is built already.
preset=${HEJIE_BUILD:-release}

# build PRESET [TARGET]
build() {
	[ -e "build/$1/build.ninja" ] || quietly cmake cmake --preset "$1"
	quietly "build of $1" nice cmake --build --preset "$1" ${2:+--target "$2"}
}

# build_web: the pages of the browser, if their sources are newer.
build_web() {
	local web=server/web
	[ -e "$web/package.json" ] || return 0
	if [ -e "$web/dist/index.html" ] && [ -z "$(find "$web" \
		\( -name node_modules -o -name dist \) -prune -o \
		-type f -newer "$web/dist/index.html" -print -quit)" ]; then
		return 0
	fi
	need_node
	step "building the browser pages"
	quietly "npm ci" npm --prefix "$web" ci --no-audit --no-fund
	quietly "npm run build" nice npm --prefix "$web" run build
	touch "$web/dist/index.html"
}
