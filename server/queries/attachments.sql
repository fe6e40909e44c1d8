-- GET /api/v1/disputes/{id}/attachments
-- zh: 附入的材料,也列已撤下的
-- en: The files attached to a dispute, those detached too
-- right: read
-- class: fast
-- shape: list
-- ring: id
-- param: id uuid path
SELECT a.no AS "no",
       a.procedure AS "procedure",
       a.party AS "party",
       a.paper AS "paper",
       a.type AS "type",
       a.size AS "size",
       e.bytes::jsonb #>> '{body,name}' AS "name#sealed",
       e.bytes::jsonb #>> '{body,digest}' AS "digest",
       a.body AS "body",
       a.attached_on AS "attached_on",
       a.detached AS "detached"
  FROM hejie.attachment a
  JOIN hejie.event e ON e.stream = a.stream AND e.seq = a.seq
 WHERE a.stream = $1
 ORDER BY a.no
