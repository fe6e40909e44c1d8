-- pgbench: a timeline of 30 events, as the service reads it: context, keys of the
-- stream, server/queries/timeline.sql, and the entry in the read log.
--
-- Variables: timelines, how many to draw from; principal, org, kind, none (no
-- id).  The line below that names a file stands for its query.
-- Which dispute is asked for by itself: as a parameter, as the service has it, or
-- the id would be made anew for each row that it is compared with.
\set n 4 * random(0, :timelines - 1) + 1
SELECT bench.id(:n) AS id \gset
\set after 0
\set limit 30
\set since 0
\set merged true
\startpipeline
SELECT hejie.enter(:principal, :org);
SELECT (SELECT array_agg(k.subject ORDER BY k.subject)
          FROM hejie.subject_key k WHERE k.stream = h.stream),
       (SELECT array_agg(k.wrapped ORDER BY k.subject)
          FROM hejie.subject_key k WHERE k.stream = h.stream),
       EXISTS (SELECT FROM hejie.access a
                WHERE a.stream = h.stream AND a.until IS NULL
                  AND a.capacity IN ('handler', 'signer')
                  AND a.body = split_part(current_setting(
                      'hejie.orgs'), ',', 1)::uuid), h.stream,
       (SELECT array_agg(p.no::text) FROM hejie.procedure p
         WHERE p.stream = h.stream
           AND (SELECT current_setting('hejie.principal'))::uuid
               = ANY (p.mediators))
  FROM hejie.head h
 WHERE h.stream = ANY ((SELECT ARRAY[(:id)::uuid] || CASE WHEN :merged THEN
       ARRAY(
       SELECT l.other FROM hejie.link l
        WHERE l.stream = (:id)::uuid AND l.kind = 'absorbed') END)::uuid[])
   AND h.kind = :kind
 ORDER BY h.stream <> (:id)::uuid, h.stream;
-- server/queries/timeline.sql (:id)::uuid :after :limit (:none)::uuid :since
SELECT hejie.leave();
\endpipeline
SELECT hejie.note_reads(ARRAY[(:principal)::text], ARRAY[(:org)::uuid],
       ARRAY[(:id)::uuid], ARRAY['timeline'])::text;
