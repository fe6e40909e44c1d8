-- Take the table of links away; it is made again from the events.
BEGIN;
DROP FUNCTION hejie.end_follow_up(uuid, bigint, integer, text, text);
DROP FUNCTION hejie.write_more(text, jsonb);
ALTER FUNCTION hejie.upsert_rows RENAME TO write_more;
DROP FUNCTION hejie.drop_rows(jsonb);
DROP TABLE hejie.link;
COMMIT;
