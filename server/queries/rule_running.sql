-- GET /api/v1/rule-drafts/running
-- zh: 本县(市、区)在办纠纷件数:规则更替时仍按原规则办理
-- en: How many disputes run in the county: they keep their rules when others come
-- right: read
-- class: fast
-- shape: object
-- param: org uuid actor
SELECT h.snapshot::json ->> 'county' AS "county",
       hejie.running(h.snapshot::json ->> 'county') AS "disputes"
  FROM hejie.head h
 WHERE h.stream = $1 AND h.kind = 'organisation'
