-- GET /api/v1/checkpoints
-- zh: 日志的签名检查点,最新在前(限系统管理员和审计员)
-- en: Signed checkpoints of the log, the newest first (administrators, auditors)
-- right: audit
-- class: fast
-- shape: page
-- param: before int8 query 999999999999999999 1..999999999999999999
-- param: limit int4 query 50 1..200
SELECT size AS "size", epoch AS "epoch", at AS "at", note AS "checkpoint",
       verifier AS "verifier", 'before=' || size AS "cursor#next"
  FROM hejie.checkpoints($1, $2)
