-- GET /api/v1/sessions
-- zh: 本人的登录
-- en: Where one is signed in oneself; /api/v1/me names the one in use
-- right: look-up
-- class: fast
-- shape: list
SELECT left(encode(s.token_hash, 'hex'), 32) AS "id",
       s.created AS "created",
       s.last_seen AS "last_seen",
       s.expires AS "expires"
  FROM hejie.sessions_of(
           (SELECT current_setting('hejie.principal'))::uuid,
           hejie.moment()) s
