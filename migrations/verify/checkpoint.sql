-- Agents may add checkpoints, request handlers may not; nobody changes one.
BEGIN;
SELECT size, epoch, at, root, frontier, note, verifier FROM hejie.checkpoint
 WHERE false;
SELECT level, index, hash FROM hejie.log_node WHERE false;
SELECT 1 / has_function_privilege('hejie_agent', 'hejie.add_checkpoint(bigint,'
    'bigint, integer, bytea, bytea, text, text, bigint[], bigint[], bytea[])',
    'execute')::integer;
SELECT 1 / (NOT has_table_privilege('hejie_agent', 'hejie.checkpoint',
    'INSERT, UPDATE, DELETE'))::integer;
SELECT 1 / (NOT has_table_privilege('hejie_app', 'hejie.checkpoint',
    'SELECT'))::integer;
ROLLBACK;
