-- GET /api/v1/disputes/{id}/timeline
-- zh: 经过
-- en: The timeline of a dispute
-- right: read
-- class: fast
-- shape: page
-- ring: id
-- log: timeline
-- param: id uuid path
-- param: after int8 query 0
-- param: limit int4 query 100 1..500
SELECT e.seq AS "position",
       e.bytes AS "event#event",
       'after=' || e.seq AS "cursor#next"
  FROM hejie.event e
 WHERE e.stream = $1
   AND e.seq > $2
   AND (EXISTS (SELECT FROM hejie.access a
                 WHERE a.stream = $1 AND a.until IS NULL
                   AND a.capacity <> 'offered')
        OR e.kind IN ('registered', 'party_added', 'party_corrected',
                      'referral_offered'))
 ORDER BY e.seq
 LIMIT $3
