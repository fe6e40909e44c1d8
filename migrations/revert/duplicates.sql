-- Take the index of texts away; it is made again from the events.
BEGIN;
DROP FUNCTION hejie.find_alike, hejie.find_elsewhere;
DROP TABLE hejie.text_index;
COMMIT;
