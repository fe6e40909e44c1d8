-- Take the indexes away; nothing is lost.
BEGIN;
DROP INDEX hejie.petition_all, hejie.petition_number, hejie.work_order_all,
    hejie.bundle_all, hejie.sitting_held;
COMMIT;
