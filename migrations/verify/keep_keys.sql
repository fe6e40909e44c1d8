-- Verify hejie:keep_keys on pg

DO $$
BEGIN
    ASSERT (SELECT prosrc LIKE '%simulated%' FROM pg_proc
             WHERE oid = 'hejie.sweep()'::regprocedure);
END $$;
