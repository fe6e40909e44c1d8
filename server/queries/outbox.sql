-- GET /api/v1/outbox
-- zh: 对外发送的消息:待发、已交、撤下、失败
-- en: Messages that leave the house: waiting, sent, dropped, dead
-- right: administer
-- class: fast
-- shape: list
-- param: state text query dead
-- param: limit int4 query 50 1..200
SELECT m.stream AS "dispute",
       m.no AS "notice",
       m.attempt AS "attempt",
       m.state AS "state",
       m.tries AS "tries",
       m.queued AS "queued",
       m.next_at AS "next_at"
  FROM hejie.messages($1, $2) m
