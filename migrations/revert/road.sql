-- Take the road's functions away.
BEGIN;
DROP FUNCTION hejie.append, hejie.load, hejie.events_of,
    hejie.write_rows, hejie.upsert_rows, hejie.drop_rows, hejie.enter,
    hejie.leave, hejie.note_reads, hejie.find_parties, hejie.moment;
COMMIT;
