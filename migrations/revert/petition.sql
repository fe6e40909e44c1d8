-- Take the petition board away; it is made again from the events.
BEGIN;
SET LOCAL lock_timeout = '5s';
DROP TABLE hejie.petition, hejie.petition_word;
COMMIT;
