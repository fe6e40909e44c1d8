-- Take bound devices away; sessions are as they were.
BEGIN;
DROP FUNCTION hejie.session_open, hejie.session_sure, hejie.session_prove,
    hejie.device_bind, hejie.device_people, hejie.pin_try, hejie.devices_of,
    hejie.device_unbind;
DROP TRIGGER credential_unbinds ON hejie.credential;
DROP FUNCTION hejie.credential_unbinds;
DROP TABLE hejie.device;
ALTER TABLE hejie.session DROP COLUMN device, DROP COLUMN proved;

GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;
CREATE FUNCTION hejie.session_create(p_token_hash bytea, p_person uuid,
    p_org uuid, p_roles integer, p_now timestamptz, p_expires timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    INSERT INTO hejie.session
    VALUES (p_token_hash, p_person, p_org, p_roles, p_now, p_now, p_expires);
$$;
REVOKE ALL ON FUNCTION hejie.session_create FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.session_create TO hejie_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;
COMMIT;
