-- GET /api/v1/checkpoints/{size}
-- zh: 指定大小的签名检查点(限系统管理员和审计员)
-- en: The signed checkpoint of this size (administrators, auditors)
-- right: audit
-- class: fast
-- shape: object
-- param: size int8 path 1..999999999999999999
SELECT size AS "size", epoch AS "epoch", at AS "at", note AS "checkpoint",
       verifier AS "verifier"
  FROM hejie.checkpoints($1 + 1, 1)
 WHERE size = $1
