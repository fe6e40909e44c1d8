-- They are there and usable.
BEGIN;
SELECT 1 / (count(*) = 2)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text IN
       ('hejie.referral_made', 'hejie.referral_got');
ROLLBACK;
