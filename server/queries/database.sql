-- GET /api/v1/database
-- zh: 数据库的性质与纪元
-- en: What kind of database this is, and its epoch: a restore begins a new one
-- right: read
-- class: fast
-- shape: object
SELECT simulated AS "simulated", demonstration AS "demonstration",
       epoch AS "epoch"
  FROM hejie.nature
