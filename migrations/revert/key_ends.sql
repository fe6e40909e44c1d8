-- Keys keep the ends that they have.
BEGIN;
DROP FUNCTION hejie.api_key_look;
ALTER TABLE hejie.api_key ALTER COLUMN expires DROP NOT NULL;
COMMIT;
