-- Take the agents' functions away.
BEGIN;
DROP FUNCTION hejie.claim_due, hejie.next_due, hejie.claim_follow_ups,
    hejie.finish_follow_up, hejie.unordered, hejie.give_positions,
    hejie.log_size, hejie.move_time, hejie.sweep;
DROP POLICY event_in_order ON hejie.event;
COMMIT;
