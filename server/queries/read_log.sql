-- GET /api/v1/read-log
-- zh: 查阅记录:谁看过什么,新的在前
-- en: The read log: who was shown what, the newest first
-- right: read-log
-- class: fast
-- shape: page
-- param: before int8 query 9000000000000000
-- param: person text query any
-- param: stream uuid query 00000000000000000000000000000000
-- param: limit int4 query 50 1..200
SELECT r.at AS "at",
       r.principal AS "person",
       p.snapshot::json ->> 'name' AS "name",
       o.snapshot::json ->> 'name' AS "organisation_name",
       r.stream AS "stream",
       c.code AS "code",
       r.what AS "what",
       'before=' || r.micros AS "cursor#next"
  FROM hejie.read_entries($1, nullif($2, 'any'),
           nullif($3, '00000000-0000-0000-0000-000000000000'::uuid), $4) r
  LEFT JOIN hejie.head p
         ON p.stream = CASE WHEN length(r.principal) = 32 THEN r.principal::uuid END
        AND p.kind = 'person'
  LEFT JOIN hejie.head o ON o.stream = r.org AND o.kind = 'organisation'
  LEFT JOIN LATERAL (
       SELECT d.code FROM hejie.dispute_code d
        WHERE d.stream = r.stream LIMIT 1) c ON true
