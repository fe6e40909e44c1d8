-- Revert hejie:context from pg

BEGIN;

SET LOCAL lock_timeout = '5s';

DO $$
DECLARE
    t text;
    orgs constant text := '= ANY ((SELECT string_to_array('
        'current_setting(''hejie.orgs'', true), '',''))::uuid[])';
    seen constant text :=
        'EXISTS (SELECT FROM hejie.access a WHERE a.stream = %I.stream'
        ' AND a.until IS NULL AND a.body ' || orgs || ' OFFSET 0)';
    open constant text :=
        '(SELECT coalesce(current_setting(''hejie.orgs'', true), '''')'
        ' <> '''')';
BEGIN
    FOREACH t IN ARRAY ARRAY['event', 'procedure', 'clock', 'referral',
        'notice', 'party_index', 'subject_key'] LOOP
        EXECUTE format('ALTER POLICY %I ON hejie.%I USING (' || seen || ')',
            t || '_seen', t, t);
    END LOOP;
    EXECUTE format('ALTER POLICY head_seen ON hejie.head USING ('
        '(kind <> ''dispute'' AND ' || open || ') OR ' || seen || ')', 'head');
    EXECUTE 'ALTER POLICY access_own ON hejie.access USING (body ' || orgs
        || ')';
END $$;

CREATE OR REPLACE FUNCTION hejie.enter(p_principal text, p_orgs text)
RETURNS void LANGUAGE sql AS $$
    SELECT set_config('hejie.principal', p_principal, true),
           set_config('hejie.orgs', p_orgs, true);
    SELECT;
$$;

CREATE OR REPLACE FUNCTION hejie.leave() RETURNS void LANGUAGE sql AS $$
    SELECT set_config('hejie.principal', '', true),
           set_config('hejie.orgs', '', true);
    SELECT;
$$;

COMMIT;
