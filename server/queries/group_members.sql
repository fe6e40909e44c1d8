-- GET /api/v1/groups/{id}/members
-- zh: 群体成员
-- en: The members of a group, by number
-- right: read
-- class: fast
-- shape: page
-- kind: group
-- ring: id
-- whole: identity
-- log: group
-- param: id uuid path
-- param: after int4 query 0
-- param: limit int4 query 200 1..500
SELECT m.no AS "no",
       m.name AS "name#sealed",
       m.phone AS "phone#sealed",
       m.code AS "code#sealed",
       m.status AS "status",
       m.amount AS "amount",
       m.consent AS "consent",
       m.offer AS "offer",
       coalesce(m.representative, false) AS "representative",
       m.answered_on AS "answered_on",
       m.signed_on AS "signed_on",
       coalesce(m.paid, 0) AS "paid",
       coalesce(m.missing, false) AS "missing",
       m.routes_on AS "routes_on",
       m.heir_of AS "heir_of",
       'after=' || m.no AS "cursor#next"
  FROM hejie.group_member m
 WHERE m.stream = $1 AND m.no > $2
 ORDER BY m.no
 LIMIT $3
