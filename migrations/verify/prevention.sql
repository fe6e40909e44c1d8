-- What names its readers is known to nobody else.
BEGIN;
SELECT 1 / (count(*) = 2)::integer FROM pg_policies
 WHERE schemaname = 'hejie' AND tablename = 'head'
   AND policyname IN ('head_seen', 'head_known')
   AND qual LIKE '%compact%' AND qual LIKE '%assessment%'
   AND qual LIKE '%help%';
ROLLBACK;
