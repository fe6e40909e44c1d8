-- GET /api/v1/calendar
-- zh: 运行中录入的放假安排
-- en: The notices on days off that were entered here
-- right: look-up
-- class: fast
-- shape: list
SELECT h.version AS "version",
       (h.snapshot::json -> 'list')::text AS "notices#json"
  FROM hejie.head h
 WHERE h.kind = 'calendar'
