-- GET /api/v1/api-keys
-- zh: 机器密钥(最新1000个)
-- en: Keys of machines, the newest 1000, without their secrets
-- right: admit
-- class: fast
-- shape: list
SELECT k.id AS "id",
       k.name AS "name",
       k.person AS "person",
       k.created_by AS "created_by",
       k.created AS "created",
       k.expires AS "expires"
  FROM hejie.api_keys() k
