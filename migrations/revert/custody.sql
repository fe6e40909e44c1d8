-- Take the table of bundles away; it is made again from the events.
BEGIN;
DROP TABLE hejie.bundle;
COMMIT;
