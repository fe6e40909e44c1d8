-- GET /api/v1/database
-- zh: 数据库的性质、现在时刻与纪元
-- en: What kind of database this is, its time, and its epoch: a restore begins a new one
-- right: look-up
-- class: fast
-- shape: object
SELECT hejie.moment() AS "now",
       simulated AS "simulated", demonstration AS "demonstration",
       epoch AS "epoch"
  FROM hejie.nature
