-- A line is shown by its door, to request handlers only through the function.
BEGIN;
SELECT door, amount, paid FROM hejie.group_member WHERE false;
SELECT 1 / has_function_privilege('hejie_app', 'hejie.member_line(uuid)',
    'execute')::integer;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
    WHERE oid = 'hejie.group_member'::regclass)::integer;
ROLLBACK;
