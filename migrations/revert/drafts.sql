-- Drafts that browsers keep themselves are not lost.
BEGIN;
DROP FUNCTION hejie.draft_keep, hejie.draft_of, hejie.draft_drop,
    hejie.drafts_sweep;
DROP TRIGGER erased_drafts ON hejie.event;
DROP FUNCTION hejie.erased_drafts;
DROP TABLE hejie.draft;
COMMIT;
