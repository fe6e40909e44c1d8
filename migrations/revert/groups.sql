-- Revert hejie:groups from pg; refused once there is a group.
BEGIN;

SET LOCAL lock_timeout = '5s';
SELECT 1 / (NOT EXISTS (SELECT FROM hejie.head WHERE kind = 'group'))::integer;
DROP FUNCTION hejie.member_line;
DROP TABLE hejie.group_member;
COMMIT;
