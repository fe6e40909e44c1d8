-- Deploy hejie:prevention to pg
-- requires: sittings

-- Compacts, assessments of stability risk and help to a person name their
-- readers; like disputes and rolls they are not known to everybody signed in.
--
-- Locks: policies of head.
-- Rewrites: nothing.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

DO $$
DECLARE
    orgs constant text := '= ANY (coalesce((SELECT string_to_array('
        'current_setting(''hejie.orgs'', true), '','')::uuid[]), ''{}''))';
    seen constant text :=
        'EXISTS (SELECT FROM hejie.access a WHERE a.stream = head.stream'
        ' AND a.until IS NULL AND a.body ' || orgs || ' OFFSET 0)';
    known constant text := '(kind NOT IN (''dispute'', ''group'', ''compact'','
        ' ''assessment'', ''help'')'
        ' AND (SELECT coalesce(current_setting(''hejie.orgs'', true), '''')'
        ' <> ''''))';
BEGIN
    EXECUTE 'ALTER POLICY head_seen ON hejie.head USING (' || known || ' OR '
        || seen || ')';
    EXECUTE 'ALTER POLICY head_known ON hejie.head USING (' || known || ')';
END
$$;

COMMIT;
