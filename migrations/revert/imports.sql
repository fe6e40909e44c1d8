-- Take the lists away; what they brought is in the timelines.
BEGIN;
DROP FUNCTION hejie.import_sweep, hejie.import_likely, hejie.import_finish,
    hejie.import_claim, hejie.import_open;
DROP TABLE hejie.import_row, hejie.import;
COMMIT;
