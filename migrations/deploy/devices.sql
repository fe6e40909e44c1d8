-- Bound devices: on a telephone, or a machine that several share, one comes in
-- with a PIN; acts of weight ask again who one is.  No events; not rebuilt.
--
-- The rules are those of the change "auth": only functions of hejie_append get
-- at the rows, of a device's token only the SHA-256 is kept, a PIN is hashed as
-- a password is.  A PIN alone opens nothing: it is tried against one device,
-- five times at most, and each try is counted before it is looked at.
--
-- Locks: session and credential, briefly.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.device (
    token_hash bytea       NOT NULL,
    person     uuid        NOT NULL,
    phc        text        NOT NULL,  -- of the PIN
    name       text        NOT NULL,  -- what its owner calls it
    tries      integer     NOT NULL,  -- since it was last right
    bound      timestamptz NOT NULL,
    used       timestamptz NOT NULL,
    expires    timestamptz NOT NULL,
    CONSTRAINT device_pk PRIMARY KEY (token_hash, person),
    CONSTRAINT device_account FOREIGN KEY (person)
        REFERENCES hejie.credential ON DELETE CASCADE,
    CONSTRAINT device_hash_size CHECK (octet_length(token_hash) = 32),
    CONSTRAINT device_phc_size CHECK (octet_length(phc) <= 300),
    CONSTRAINT device_name_size CHECK (length(name) <= 60)
);
CREATE INDEX device_by_person ON hejie.device (person);
GRANT SELECT, INSERT, UPDATE, DELETE ON hejie.device TO hejie_append;

-- On which device it was opened, if by a PIN or bound in it; when its owner
-- last proved who he is with the password, or with the PIN once more.
ALTER TABLE hejie.session ADD COLUMN device bytea,
                          ADD COLUMN proved timestamptz;

-- Another password, or one that an administrator gave: every PIN is over.
CREATE FUNCTION hejie.credential_unbinds() RETURNS trigger
LANGUAGE plpgsql SET search_path = hejie, pg_temp AS $$
BEGIN
    DELETE FROM hejie.device WHERE person = NEW.person;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION hejie.credential_unbinds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.credential_unbinds TO hejie_append;
CREATE TRIGGER credential_unbinds AFTER UPDATE ON hejie.credential
    FOR EACH ROW WHEN (OLD.updated IS DISTINCT FROM NEW.updated)
    EXECUTE FUNCTION hejie.credential_unbinds();

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

DROP FUNCTION hejie.session_create(
    bytea, uuid, uuid, integer, timestamptz, timestamptz);

-- Somebody comes in: by the password (p_device null) or by the PIN of a device.
-- The session that the browser had before ends.
CREATE FUNCTION hejie.session_open(p_token_hash bytea, p_person uuid,
    p_org uuid, p_roles integer, p_now timestamptz, p_expires timestamptz,
    p_device bytea, p_before bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    DELETE FROM hejie.session WHERE token_hash = p_before;
    UPDATE hejie.device SET tries = 0, used = p_now
     WHERE token_hash = p_device AND person = p_person;
    INSERT INTO hejie.session
    VALUES (p_token_hash, p_person, p_org, p_roles, p_now, p_now, p_expires,
            p_device, CASE WHEN p_device IS NULL THEN p_now END);
$$;

-- Did its owner prove within p_sure_ms who he is?
CREATE FUNCTION hejie.session_sure(p_token_hash bytea, p_now timestamptz,
    p_sure_ms bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM hejie.session s
                    WHERE s.token_hash = p_token_hash
                      AND p_now < s.proved + p_sure_ms * interval '1 ms');
$$;

-- Its owner proved who he is; the session goes on under another token.
CREATE FUNCTION hejie.session_prove(p_token_hash bytea, p_fresh bytea,
    p_device bytea, p_now timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH s AS (
        UPDATE hejie.session SET token_hash = p_fresh, proved = p_now
         WHERE token_hash = p_token_hash RETURNING person),
    d AS (
        UPDATE hejie.device d SET tries = 0, used = p_now
          FROM s WHERE d.token_hash = p_device AND d.person = s.person)
    SELECT EXISTS (SELECT FROM s);
$$;

-- ---- devices -------------------------------------------------------------

-- Bind a device to a person, or give it another PIN.
CREATE FUNCTION hejie.device_bind(p_device bytea, p_person uuid, p_phc text,
    p_name text, p_session bytea, p_now timestamptz, p_expires timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    INSERT INTO hejie.device
    VALUES (p_device, p_person, p_phc, p_name, 0, p_now, p_now, p_expires)
    ON CONFLICT (token_hash, person) DO UPDATE
        SET phc = excluded.phc, name = excluded.name, tries = 0,
            bound = excluded.bound, used = excluded.used,
            expires = excluded.expires;
    UPDATE hejie.session SET device = p_device
     WHERE token_hash = p_session AND person = p_person;
$$;

-- Who can come in with a PIN on this device; the last who did first.
CREATE FUNCTION hejie.device_people(p_device bytea, p_now timestamptz)
RETURNS TABLE (person uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT d.person
      FROM hejie.device d
      JOIN hejie.credential c ON c.person = d.person AND NOT c.must_change
     WHERE d.token_hash = p_device AND p_now < d.expires AND d.tries < 5
     ORDER BY d.used DESC, d.person LIMIT 20;
$$;

-- A PIN is about to be tried: it is counted, and here is what to compare it
-- with and how many tries are left; no row: no PIN opens here any more.
CREATE FUNCTION hejie.pin_try(p_device bytea, p_person uuid, p_now timestamptz)
RETURNS TABLE (phc text, remain integer)
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.device d SET tries = tries + 1
     WHERE d.token_hash = p_device AND d.person = p_person
       AND p_now < d.expires AND d.tries < 5
       AND EXISTS (SELECT FROM hejie.credential c
                    WHERE c.person = p_person AND NOT c.must_change)
    RETURNING d.phc, 5 - d.tries;
$$;

-- The devices of a person; a hash names one, it opens none.
CREATE FUNCTION hejie.devices_of(p_person uuid, p_now timestamptz)
RETURNS TABLE (token_hash bytea, name text, bound timestamptz,
               used timestamptz, expires timestamptz, spent boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT d.token_hash, d.name, d.bound, d.used, d.expires, d.tries >= 5
      FROM hejie.device d
     WHERE d.person = p_person AND p_now < d.expires
     ORDER BY d.used DESC, d.token_hash LIMIT 100;
$$;

-- Unbind the device of p_person whose hash begins with p_id (32 hex), all of
-- them for NULL; what was opened there ends.
CREATE FUNCTION hejie.device_unbind(p_person uuid, p_id text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM hejie.device d
         WHERE d.person = p_person
           AND (p_id IS NULL OR left(encode(d.token_hash, 'hex'), 32) = p_id)
        RETURNING d.token_hash),
    ended AS (
        DELETE FROM hejie.session s USING gone g
         WHERE s.person = p_person AND s.device = g.token_hash)
    SELECT count(*) FROM gone;
$$;

REVOKE ALL ON FUNCTION hejie.session_open, hejie.session_sure,
    hejie.session_prove, hejie.device_bind, hejie.device_people, hejie.pin_try,
    hejie.devices_of, hejie.device_unbind FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.session_open, hejie.session_sure,
    hejie.session_prove, hejie.device_bind, hejie.device_people, hejie.pin_try,
    hejie.devices_of, hejie.device_unbind TO hejie_app;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
