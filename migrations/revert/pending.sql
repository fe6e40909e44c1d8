-- Nothing waits for what moving simulated time caused.
BEGIN;
DROP FUNCTION hejie.pending;
DROP POLICY draw_in_order ON hejie.draw;
COMMIT;
