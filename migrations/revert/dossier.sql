-- Refused while there are files: they are nowhere else.
BEGIN;
SET LOCAL lock_timeout = '2s';
SELECT 1 / (NOT EXISTS (SELECT FROM hejie.upload))::integer;
DROP FUNCTION hejie.upload_at, hejie.upload_put, hejie.upload_whole,
    hejie.upload_chunks, hejie.uploads_sweep, hejie.files_open;
DROP TABLE hejie.upload, hejie.upload_chunk, hejie.attachment;
COMMIT;
