-- Take checkpoints away, unless one was signed: it may be needed as evidence.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM hejie.checkpoint) THEN
        RAISE EXCEPTION 'there are signed checkpoints';
    END IF;
END
$$;
DROP FUNCTION hejie.add_checkpoint, hejie.checkpoints, hejie.log_position,
    hejie.log_spans;
DROP TABLE hejie.checkpoint, hejie.log_node;
DROP FUNCTION hejie.checkpoint_refuse_change;
COMMIT;
