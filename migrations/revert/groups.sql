-- Revert hejie:groups from pg; refused once there is a group.
BEGIN;

SET LOCAL lock_timeout = '5s';
SELECT 1 / (NOT EXISTS (SELECT FROM hejie.head WHERE kind = 'group'))::integer;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;
DROP FUNCTION hejie.member_line;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
DROP TABLE hejie.group_member;
DO $$
DECLARE
    orgs constant text := '= ANY (coalesce((SELECT string_to_array('
        'current_setting(''hejie.orgs'', true), '','')::uuid[]), ''{}''))';
    seen constant text :=
        'EXISTS (SELECT FROM hejie.access a WHERE a.stream = head.stream'
        ' AND a.until IS NULL AND a.body ' || orgs || ' OFFSET 0)';
    open constant text :=
        '(SELECT coalesce(current_setting(''hejie.orgs'', true), ) <> )';
BEGIN
    EXECUTE 'ALTER POLICY head_seen ON hejie.head USING ('
        '(kind <> ''dispute'' AND ' || open || ') OR ' || seen || ')';
    EXECUTE 'ALTER POLICY head_known ON hejie.head USING ('
        'kind <> ''dispute'' AND ' || open || ')';
END
$$;

COMMIT;
