-- GET /api/v1/accounts/{person}/sessions
-- zh: 某人的登录
-- en: Where a person is signed in
-- right: admit
-- class: fast
-- shape: list
-- param: person uuid path
SELECT left(encode(s.token_hash, 'hex'), 32) AS "id",
       s.created AS "created",
       s.last_seen AS "last_seen",
       s.expires AS "expires"
  FROM hejie.sessions_of($1, hejie.moment()) s
