-- Verify hejie:context on pg

DO $$
BEGIN
    ASSERT (SELECT count(*) = 2 FROM pg_proc p
              JOIN pg_language l ON l.oid = p.prolang
             WHERE p.pronamespace = 'hejie'::regnamespace
               AND p.proname IN ('enter', 'leave') AND l.lanname = 'plpgsql');
END $$;
