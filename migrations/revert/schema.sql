-- Take the schema away again, unless it holds anybody's facts.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM hejie.event) THEN
        RAISE EXCEPTION 'there are events: a timeline is not reverted';
    END IF;
END
$$;
DROP SCHEMA hejie CASCADE;
COMMIT;
