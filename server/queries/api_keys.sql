-- GET /api/v1/api-keys
-- zh: 机器密钥(最新1000个)
-- en: Keys of machines, the newest 1000, without their secrets; ends: soon, over
-- right: admit
-- class: fast
-- shape: list
SELECT k.id AS "id",
       k.name AS "name",
       k.person AS "person",
       k.created_by AS "created_by",
       k.created AS "created",
       k.expires AS "expires",
       CASE WHEN k.expires <= hejie.moment() THEN 'over'
            WHEN k.expires < hejie.moment() + interval '30 days' THEN 'soon'
            END AS "ends"
  FROM hejie.api_keys() k
