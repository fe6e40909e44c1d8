-- Refused while a message waits or is dead: it would never leave.
BEGIN;
SET LOCAL lock_timeout = '2s';
SELECT 1 / (NOT EXISTS (SELECT FROM hejie.outbox
    WHERE state IN ('waiting', 'dead')))::integer;
DROP TRIGGER service_leaves ON hejie.service;
DROP FUNCTION hejie.queue_message, hejie.claim_messages, hejie.finish_message,
    hejie.messages, hejie.replay_messages;
DROP TABLE hejie.outbox;
COMMIT;
