/*
 * What a role and a server must be like before we store anything there.
 *
 * The runtime role must be held back by row-level security, and a commit must
 * mean that the data survives; both can be lost by one careless setting that
 * nobody would notice for years.  So they are looked at on every connection.
 */
#include "server/db/pool.h"

/*
 * A role counts as what it may become: membership is enough for SET ROLE.
 * Access to the server's files or programs is as good as being superuser.
 */
const char hj_check_sql[] =
    "SELECT CASE"
    " WHEN current_setting('server_version_num')::int < 150000"
    " THEN 'PostgreSQL is older than 15'"
    " WHEN EXISTS (SELECT FROM pg_catalog.pg_roles"
    "   WHERE (rolsuper OR rolbypassrls OR rolname IN"
    "     ('pg_execute_server_program', 'pg_write_server_files',"
    "      'pg_read_server_files'))"
    "     AND pg_has_role(session_user, oid, 'MEMBER'))"
    " THEN 'the role is a superuser or bypasses row-level security,"
    " or may become one that does'"
    " WHEN current_setting('server_encoding') <> 'UTF8'"
    " THEN 'the database is not in UTF-8'"
    " WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_database"
    "   WHERE datname = current_database()"
    "     AND lower(replace(datcollate, '-', '')) = 'c.utf8'"
    "     AND lower(replace(datctype, '-', '')) = 'c.utf8')"
    " THEN 'the locale of the database is not C.UTF-8'"
    " WHEN current_setting('fsync') <> 'on'"
    " THEN 'fsync is off'"
    " WHEN current_setting('full_page_writes') <> 'on'"
    " THEN 'full_page_writes is off'"
    " WHEN current_setting('synchronous_commit')"
    "   NOT IN ('on', 'remote_apply')"
    " THEN 'synchronous_commit is not on'"
    " WHEN current_setting('data_checksums') <> 'on'"
    " THEN 'data checksums are off'"
    " ELSE '' END";

/*
 * Nothing is found by accident in another schema; nothing is shown in the
 * zone of whoever set up the role; and statements this short are not worth
 * compiling.  A session that stops in the middle of a transaction gives its
 * locks back.
 */
const char hj_session_sql[] =
    "SELECT set_config('search_path', 'hejie, pg_temp', false),"
    " set_config('TimeZone', 'UTC', false),"
    " set_config('DateStyle', 'ISO, YMD', false),"
    " set_config('jit', 'off', false),"
    " set_config('client_min_messages', 'error', false),"
    " set_config('idle_in_transaction_session_timeout', '10000', false),"
    " set_config('statement_timeout', $1, false),"
    " set_config('lock_timeout', $2, false)";
