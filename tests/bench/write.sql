-- pgbench: load a head, then append a sitting to it, as the service does.
--
-- Variables: first and streams (which disputes), principal, org, and of a
-- sitting that the service wrote bytes, snapshot, title and rows, so that what is
-- stored has the same size; @ in rows stands for the stream, # for the sitting.
\set n 4 * random(:first, :first + :streams - 1)
\set key random(1, 4611686018427387904)
\set sitting random(1, 2000000000)
SELECT kind, county, version, hash, last_at, fold, snapshot, subjects, keys,
       simulated, digest, first, last, same
  FROM hejie.load(:principal, :org, bench.id(:n), 'pgbench-' || :key);
SELECT code, first, last, version, hash, fold, snapshot
  FROM bench.append(:principal, :org, bench.id(:n), 'dispute', '999901', 1,
       NULL, clock_timestamp(), 'pgbench-' || :key, sha256('digest'),
       ARRAY['session_logged'], ARRAY[:bytes], ARRAY[sha256('chain')], 1,
       :snapshot, NULL, :title, false, (:due)::timestamptz,
       replace(replace(:rows, '@', bench.id(:n)::text), '#',
           (:sitting)::text), NULL, NULL, NULL);
