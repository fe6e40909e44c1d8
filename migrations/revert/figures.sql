-- Take the tables away; they are made again from events and files.
BEGIN;
DROP VIEW hejie.counted;
DROP TABLE hejie.origin, hejie.body_kind;
COMMIT;
