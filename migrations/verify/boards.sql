-- Readers see their boards through a policy; the indexes are usable.
BEGIN;
SELECT stream, item, no, body, front, turn_on, word, number, holder, bounced, barred
  FROM hejie.board WHERE false;
SELECT 1 / (SELECT relforcerowsecurity FROM pg_class
             WHERE oid = 'hejie.board'::regclass)::integer;
SELECT 1 / (count(*) = 7)::integer FROM pg_index
 WHERE indisvalid AND indexrelid::regclass::text IN ('hejie.board_front',
       'hejie.board_all', 'hejie.board_word', 'hejie.board_holder',
       'hejie.board_number', 'hejie.board_bounced', 'hejie.sitting_held');
ROLLBACK;
