-- Take sign-in away.  Everybody is signed out, and passwords are gone.
BEGIN;
DROP FUNCTION hejie.sign_in_find, hejie.credential_of, hejie.credential_set,
    hejie.password_set, hejie.password_rehashed, hejie.credential_drop,
    hejie.session_create, hejie.session_find, hejie.session_touch,
    hejie.session_end, hejie.sessions_end_of, hejie.sessions_of,
    hejie.sessions_sweep, hejie.api_key_create, hejie.api_key_find,
    hejie.api_key_end, hejie.api_keys;
DROP TABLE hejie.api_key, hejie.session, hejie.credential;
COMMIT;
