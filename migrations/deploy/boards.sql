-- Indexes by which boards are read whole: what is over beside what is open, one
-- number, sittings by the day on which they were held or entered.
--
-- Locks: writes to the four tables wait while their indexes are made.
-- Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE INDEX petition_all ON hejie.petition (turn_on, stream, no);
CREATE INDEX petition_number ON hejie.petition (number)
    WHERE number IS NOT NULL;
CREATE INDEX work_order_all ON hejie.work_order
    ((CASE WHEN next_on IS NULL THEN '9999-12-31'::date ELSE next_on END),
     stream, no);
CREATE INDEX bundle_all ON hejie.bundle (since, stream, no);
-- CASE, as in procedure_by_body.
CREATE INDEX sitting_held ON hejie.sitting
    ((CASE WHEN starts IS NULL THEN logged_at ELSE starts END));

COMMIT;
