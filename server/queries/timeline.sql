-- GET /api/v1/disputes/{id}/timeline
-- zh: 经过;吸收了其他纠纷的,按时间先后一并列出,注明所属纠纷
-- en: The timeline of a dispute, with those that were merged into it in the order of time, each event marked with its dispute
-- right: read
-- class: fast
-- shape: page
-- ring: id
-- merged: shown
-- log: timeline
-- param: id uuid path
-- param: after int8 query 0
-- param: limit int4 query 100 1..500
-- param: of uuid query 00000000000000000000000000000000
-- param: since int8 query 0
SELECT e.seq AS "position",
       CASE WHEN e.stream <> $1 THEN e.stream END AS "dispute",
       e.bytes AS "event#event",
       'after=' || e.seq || '&of=' || replace(e.stream::text, '-', '')
           || '&since=' || e.us AS "cursor#next"
  FROM (-- By the id itself only the partition of the dispute is opened.
        (SELECT e.stream, e.seq, e.bytes, u.us
           FROM hejie.event e
          CROSS JOIN LATERAL (
                SELECT (extract(epoch FROM e.at) * 1000000)::bigint AS us
                OFFSET 0) u
          WHERE e.stream = $1
            AND e.seq > CASE WHEN $4 = $1 OR $5 = 0 THEN $2 ELSE 0 END
            AND ($5 = 0 OR (u.us, false, e.stream, e.seq)
                           > ($5, $4 <> $1, $4, $2))
            AND (EXISTS (SELECT FROM hejie.access a
                          WHERE a.stream = $1 AND a.until IS NULL
                            AND a.capacity <> 'offered')
                 OR e.kind IN ('registered', 'party_added', 'party_corrected',
                               'referral_offered'))
          ORDER BY e.seq
          LIMIT $3)
        UNION ALL
        SELECT l.other, m.seq, m.bytes, m.us
          FROM hejie.link l
         CROSS JOIN LATERAL hejie.merged_events(l.other,
                   CASE WHEN l.other = $4 THEN $2 ELSE 0 END,
                   $2, $3, $4, $5, $4 <> $1) m
         WHERE l.stream = $1 AND l.kind = 'absorbed') e
 ORDER BY e.us, e.stream <> $1, e.stream, e.seq
 LIMIT $3
