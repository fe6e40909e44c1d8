-- Who may come in: sign-ins, sessions, API keys.  No events; not
-- rebuilt from anything.
--
-- Nothing in these tables opens anything by itself: passwords are hashed with a
-- key that is not in the database, and of sessions and API keys only the
-- SHA-256 is kept.  No role reads or writes them but through the functions
-- below, which belong to hejie_append; so no query, and no mistake in one, gets
-- at a hash.  They hold no dispute, so they need no row-level security.
--
-- Times are the caller's: p_now is the service's clock.
--
-- Locks: creates only.  Rewrites: nothing.

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE hejie_owner;

-- How a person of staff signs in.
CREATE TABLE hejie.credential (
    person      uuid        NOT NULL,  -- stream of the person
    login       text        NOT NULL,
    phc         text        NOT NULL,  -- server/auth/password.h
    must_change boolean     NOT NULL,  -- a one-time password
    updated     timestamptz NOT NULL,
    CONSTRAINT credential_pk PRIMARY KEY (person),
    CONSTRAINT credential_login UNIQUE (login),
    CONSTRAINT credential_login_form
        CHECK (login ~ '^[a-z0-9][a-z0-9._-]{1,31}$'),
    CONSTRAINT credential_phc_size CHECK (octet_length(phc) <= 300)
);

-- Somebody is signed in.  org and roles are those at sign-in: if the directory
-- says something else by now, the session is over.
CREATE TABLE hejie.session (
    token_hash bytea       NOT NULL,
    person     uuid        NOT NULL,
    org        uuid        NOT NULL,
    roles      integer     NOT NULL,  -- mask, lib/policy/directory.h
    created    timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    expires    timestamptz NOT NULL,  -- at the latest
    CONSTRAINT session_pk PRIMARY KEY (token_hash),
    CONSTRAINT session_hash_size CHECK (octet_length(token_hash) = 32),
    CONSTRAINT session_order CHECK (created <= last_seen AND created < expires)
);
CREATE INDEX session_by_person ON hejie.session (person);
CREATE INDEX session_by_end ON hejie.session (expires);

-- A machine that may call: for a person of staff, with that person's rights.
CREATE TABLE hejie.api_key (
    id          text        NOT NULL,  -- the part of the key that is no secret
    secret_hash bytea       NOT NULL,
    person      uuid        NOT NULL,
    name        text        NOT NULL,  -- what it is for
    created_by  uuid        NOT NULL,
    created     timestamptz NOT NULL,
    expires     timestamptz,           -- NULL: until it is taken back
    CONSTRAINT api_key_pk PRIMARY KEY (id),
    CONSTRAINT api_key_id_form CHECK (id ~ '^[0-9a-f]{16}$'),
    CONSTRAINT api_key_hash_size CHECK (octet_length(secret_hash) = 32),
    CONSTRAINT api_key_name_size CHECK (length(name) BETWEEN 1 AND 100)
);
CREATE INDEX api_key_by_person ON hejie.api_key (person);

GRANT SELECT, INSERT, UPDATE, DELETE
    ON hejie.credential, hejie.session, hejie.api_key TO hejie_append;

RESET ROLE;
GRANT CREATE ON SCHEMA hejie TO hejie_append;
SET LOCAL ROLE hejie_append;

-- ---- signing in ----------------------------------------------------------

-- What a sign-in has to be compared with; no row if nobody has this login.
CREATE FUNCTION hejie.sign_in_find(p_login text)
RETURNS TABLE (person uuid, phc text, must_change boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT c.person, c.phc, c.must_change
      FROM hejie.credential c WHERE c.login = p_login;
$$;

-- The login and state of a person's sign-in, without the hash; no row if the
-- person has none.
CREATE FUNCTION hejie.credential_of(p_person uuid)
RETURNS TABLE (login text, must_change boolean, updated timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT c.login, c.must_change, c.updated
      FROM hejie.credential c WHERE c.person = p_person;
$$;

-- Give a person a sign-in, or another login and password; all sessions of the
-- person end.  False, and nothing done, if the login is somebody else's.
CREATE FUNCTION hejie.credential_set(p_person uuid, p_login text, p_phc text,
    p_must_change boolean, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    INSERT INTO hejie.credential AS c
    VALUES (p_person, p_login, p_phc, p_must_change, p_now)
    ON CONFLICT (person) DO UPDATE
        SET login = excluded.login, phc = excluded.phc,
            must_change = excluded.must_change, updated = excluded.updated
      WHERE NOT EXISTS (SELECT FROM hejie.credential o
             WHERE o.login = excluded.login AND o.person <> c.person);
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM hejie.session s WHERE s.person = p_person;
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    RETURN false;
END
$$;

-- The person chose another password; the other sessions end, p_keep stays.
-- False if the person has no sign-in.
CREATE FUNCTION hejie.password_set(p_person uuid, p_phc text, p_keep bytea,
    p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
BEGIN
    UPDATE hejie.credential c
       SET phc = p_phc, must_change = false, updated = p_now
     WHERE c.person = p_person;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM hejie.session s
     WHERE s.person = p_person AND s.token_hash IS DISTINCT FROM p_keep;
    RETURN true;
END
$$;

-- The same password hashed anew, because costs or keys have changed; only if
-- nobody has changed it meanwhile.
CREATE FUNCTION hejie.password_rehashed(p_person uuid, p_before text,
    p_phc text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH done AS (
        UPDATE hejie.credential c SET phc = p_phc
         WHERE c.person = p_person AND c.phc = p_before RETURNING 1)
    SELECT EXISTS (SELECT FROM done);
$$;

-- The person cannot sign in any more; sessions and API keys end, too.
CREATE FUNCTION hejie.credential_drop(p_person uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    DELETE FROM hejie.session WHERE person = p_person;
    DELETE FROM hejie.api_key WHERE person = p_person;
    DELETE FROM hejie.credential WHERE person = p_person;
$$;

-- ---- sessions ------------------------------------------------------------

CREATE FUNCTION hejie.session_create(p_token_hash bytea, p_person uuid,
    p_org uuid, p_roles integer, p_now timestamptz, p_expires timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    INSERT INTO hejie.session
    VALUES (p_token_hash, p_person, p_org, p_roles, p_now, p_now, p_expires);
$$;

-- The session of a token, unless it is over: too old, or unused for p_idle.
-- must_change: the person may do nothing but choose a password.
CREATE FUNCTION hejie.session_find(
    p_token_hash bytea, p_now timestamptz, p_idle_ms bigint)
RETURNS TABLE (person uuid, org uuid, roles integer, created timestamptz,
               last_seen timestamptz, expires timestamptz, must_change boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT s.person, s.org, s.roles, s.created, s.last_seen, s.expires,
           c.must_change
      FROM hejie.session s
      JOIN hejie.credential c ON c.person = s.person
     WHERE s.token_hash = p_token_hash AND p_now < s.expires
       AND p_now < s.last_seen + p_idle_ms * interval '1 ms';
$$;

-- It is in use.  Called now and then, not for each request, and never backward.
CREATE FUNCTION hejie.session_touch(p_token_hash bytea, p_now timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    UPDATE hejie.session SET last_seen = p_now
     WHERE token_hash = p_token_hash AND last_seen < p_now;
$$;

CREATE FUNCTION hejie.session_end(p_token_hash bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    DELETE FROM hejie.session WHERE token_hash = p_token_hash;
$$;

-- Somebody left, changed the post, or signs out everywhere; how many ended.
CREATE FUNCTION hejie.sessions_end_of(p_person uuid) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM hejie.session WHERE person = p_person RETURNING 1)
    SELECT count(*) FROM gone;
$$;

-- Where a person is signed in; a hash names a session, it opens none.
CREATE FUNCTION hejie.sessions_of(p_person uuid, p_now timestamptz)
RETURNS TABLE (token_hash bytea, created timestamptz, last_seen timestamptz,
               expires timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT s.token_hash, s.created, s.last_seen, s.expires
      FROM hejie.session s
     WHERE s.person = p_person AND p_now < s.expires
     ORDER BY s.created DESC LIMIT 100;
$$;

-- Rows of sessions that are over; how many went.
CREATE FUNCTION hejie.sessions_sweep(p_now timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM hejie.session WHERE expires <= p_now RETURNING 1)
    SELECT count(*) FROM gone;
$$;

-- ---- API keys ------------------------------------------------------------

CREATE FUNCTION hejie.api_key_create(p_id text, p_secret_hash bytea,
    p_person uuid, p_name text, p_created_by uuid, p_now timestamptz,
    p_expires timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    INSERT INTO hejie.api_key VALUES (p_id, p_secret_hash, p_person, p_name,
        p_created_by, p_now, p_expires);
$$;

-- Whose key it is; no row if id and secret do not belong together or it is over.
CREATE FUNCTION hejie.api_key_find(
    p_id text, p_secret_hash bytea, p_now timestamptz)
RETURNS TABLE (person uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT k.person
      FROM hejie.api_key k
     WHERE k.id = p_id AND k.secret_hash = p_secret_hash
       AND (k.expires IS NULL OR p_now < k.expires);
$$;

CREATE FUNCTION hejie.api_key_end(p_id text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    WITH gone AS (DELETE FROM hejie.api_key WHERE id = p_id RETURNING 1)
    SELECT EXISTS (SELECT FROM gone);
$$;

-- All keys, without their secrets, for who administers.
CREATE FUNCTION hejie.api_keys()
RETURNS TABLE (id text, person uuid, name text, created_by uuid,
               created timestamptz, expires timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hejie, pg_temp
AS $$
    SELECT k.id, k.person, k.name, k.created_by, k.created, k.expires
      FROM hejie.api_key k ORDER BY k.created DESC LIMIT 1000;
$$;

REVOKE ALL ON FUNCTION hejie.sign_in_find, hejie.credential_of,
    hejie.credential_set, hejie.password_set, hejie.password_rehashed,
    hejie.credential_drop, hejie.session_create, hejie.session_find,
    hejie.session_touch, hejie.session_end, hejie.sessions_end_of,
    hejie.sessions_of, hejie.sessions_sweep, hejie.api_key_create,
    hejie.api_key_find, hejie.api_key_end, hejie.api_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hejie.sign_in_find, hejie.credential_of,
    hejie.credential_set, hejie.password_set, hejie.password_rehashed,
    hejie.credential_drop, hejie.session_create, hejie.session_find,
    hejie.session_touch, hejie.session_end, hejie.sessions_end_of,
    hejie.sessions_of, hejie.api_key_create, hejie.api_key_find,
    hejie.api_key_end, hejie.api_keys TO hejie_app;
GRANT EXECUTE ON FUNCTION hejie.sessions_sweep TO hejie_agent;

RESET ROLE;
REVOKE CREATE ON SCHEMA hejie FROM hejie_append;

COMMIT;
