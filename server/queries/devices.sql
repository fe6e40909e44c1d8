-- GET /api/v1/devices
-- zh: 本人绑定的设备
-- en: Devices on which one comes in with a PIN; spent: only the password helps
-- right: look-up
-- class: fast
-- shape: list
SELECT left(encode(d.token_hash, 'hex'), 32) AS "id",
       d.name AS "name",
       d.bound AS "bound",
       d.used AS "used",
       d.expires AS "expires",
       d.spent AS "spent"
  FROM hejie.devices_of(
           (SELECT current_setting('hejie.principal'))::uuid,
           hejie.moment()) d
