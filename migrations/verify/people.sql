-- Readers see nothing of who is in a stream through it.
BEGIN;
SELECT stream, no, kind, token FROM hejie.person_index WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.person_index'::regclass)::integer;
SELECT has_function_privilege('hejie_app',
    'hejie.find_person(text[], bigint[], integer)', 'execute');
ROLLBACK;
