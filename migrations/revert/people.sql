-- Take the index of people away; it is made again from the events.
BEGIN;
DROP TRIGGER event_forgets ON hejie.event;
DROP FUNCTION hejie.event_forgets(), hejie.find_person(text[], bigint[], integer),
    hejie.import_forget(bigint[]);
DROP INDEX hejie.import_row_stream, hejie.import_row_token;
DROP TABLE hejie.person_index;
COMMIT;
