-- The petition board, derived from the timeline.
--
-- Locks: creates only.  Rewrites: nothing.
BEGIN;

SET LOCAL lock_timeout = '5s';
SET LOCAL ROLE hejie_owner;

CREATE TABLE hejie.petition (
    stream      uuid    NOT NULL,
    no          integer NOT NULL,
    procedure   integer NOT NULL,
    number      text,
    class       text,
    way         text,
    matter      text,
    law         boolean NOT NULL,
    stage       text,
    live        boolean NOT NULL,
    ended       text,             -- how
    act         text    NOT NULL, -- the next one; petition_word
    holder      uuid,             -- whose turn it is, or who waits for whom
    received_on date,
    next_on     date,             -- last day of the limit that presses most
    rule        text,
    article     text,
    certainty   text,
    provisional boolean NOT NULL,
    notice      text,             -- of what was issued last; petition_word
    CONSTRAINT petition_pk PRIMARY KEY (stream, no)
) WITH (fillfactor = 80);

SELECT hejie.derived('petition', true);

-- Acts and states of service as the board shows them.
CREATE TABLE hejie.petition_word (
    word text NOT NULL,
    zh   text NOT NULL,
    en   text NOT NULL,
    CONSTRAINT petition_word_pk PRIMARY KEY (word)
);
INSERT INTO hejie.petition_word VALUES
    ('classify', '登记分类、分流', 'register, classify, pass on'),
    ('direct', '转送、交办、受理或者导入', 'pass on, accept or route'),
    ('receive', '签收转送、交办事项', 'sign for what was passed on'),
    ('take_up', '受理或者提出异议', 'accept or object'),
    ('answer_objection', '答复异议', 'answer the objection'),
    ('handle', '出具处理意见', 'issue the opinion'),
    ('follow_route', '跟进法定途径', 'follow the lawful way'),
    ('serve', '送达', 'serve what is owed'),
    ('ask_review', '信访人可以请求复查', 'the petitioner may ask for a review'),
    ('review', '出具复查意见', 'issue the review'),
    ('ask_recheck', '信访人可以请求复核', 'the petitioner may ask for a re-check'),
    ('recheck', '出具复核意见', 'issue the re-check'),
    ('none', '无', 'none'),
    ('unserved', '未送达,时限未起算', 'not served, the limit has not begun'),
    ('served', '已送达', 'served');
GRANT SELECT ON hejie.petition_word TO hejie_app;

COMMIT;
