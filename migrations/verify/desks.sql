-- It is there and usable.
BEGIN;
SELECT 1 / (count(*) = 1)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text = 'hejie.referral_outbox';
ROLLBACK;
