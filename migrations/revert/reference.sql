-- Reference data can be loaded again.
BEGIN;
DROP TABLE hejie.word, hejie.category, hejie.division;
COMMIT;
