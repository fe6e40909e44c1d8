-- Take the table of links away; it is made again from the events.
BEGIN;
DROP FUNCTION hejie.end_follow_up(uuid, bigint, integer, text, text);
DROP FUNCTION hejie.merged_events(
    uuid, bigint, bigint, bigint, uuid, bigint, boolean);
DROP TABLE hejie.link;
COMMIT;
