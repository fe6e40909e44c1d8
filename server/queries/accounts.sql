-- GET /api/v1/accounts
-- zh: 账号及其登录与密钥数
-- en: Accounts, with how many sign-ins and keys each has open
-- right: admit
-- class: fast
-- shape: page
-- param: after uuid query 00000000000000000000000000000000
-- param: limit int4 query 100 1..500
SELECT a.person AS "person",
       a.login AS "login",
       a.must_change AS "must_change",
       a.updated AS "updated",
       a.sessions AS "sessions",
       a.api_keys AS "api_keys",
       'after=' || replace(a.person::text, '-', '') AS "cursor#next"
  FROM hejie.accounts($1, $2, hejie.moment()) a
