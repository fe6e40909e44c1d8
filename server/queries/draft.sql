-- GET /api/v1/drafts/{form}/{matter}
-- zh: 本人没写完的这一份,封存着;没有就是空的
-- en: What one has begun to write here oneself, sealed; empty if there is none
-- right: look-up
-- class: fast
-- shape: list
-- param: form text path
-- param: matter text path
SELECT d.box AS "box"
  FROM hejie.draft_of((SELECT current_setting('hejie.principal'))::uuid,
           $1, $2, hejie.moment()) d
