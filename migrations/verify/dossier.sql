-- The tables are there and guarded.
BEGIN;
SELECT 1 / (count(*) = 3)::integer FROM pg_class
 WHERE oid IN ('hejie.upload'::regclass, 'hejie.upload_chunk'::regclass,
       'hejie.attachment'::regclass) AND relrowsecurity AND relforcerowsecurity;
SELECT has_function_privilege('hejie_agent',
    'hejie.uploads_sweep(timestamptz)', 'execute');
ROLLBACK;
