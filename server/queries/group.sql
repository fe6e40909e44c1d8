-- GET /api/v1/groups/{id}
-- zh: 群体名册
-- en: The roll of a group: its version, for what rests on it
-- right: read
-- class: fast
-- shape: object
-- param: id uuid path
SELECT h.stream AS "id",
       h.version AS "version",
       (SELECT count(*) FROM hejie.group_member m
         WHERE m.stream = h.stream AND m.status = 'member') AS "members"
  FROM hejie.head h
 WHERE h.stream = $1 AND h.kind = 'group'
