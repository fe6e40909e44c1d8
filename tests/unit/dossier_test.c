/* Papers: what a file is, who attaches what, and when. */
#include "tests/unit/steps_fixture.h"

#include "lib/commands/dossier/dossier.h"

#define UPLOAD "0123456789abcdef0123456789abcdef"

static int
type_of(const char *p, size_t n)
{
	return hj_file_type(p, n, true);
}
#define TYPE(text) type_of((text), sizeof(text) - 1)

static void
type__is_found_by_content(void **state)
{
	(void)state;
	assert_int_equal(TYPE("%PDF-1.7"), HJ_FT_PDF);
	assert_int_equal(TYPE("\xff\xd8\xff\xe0"), HJ_FT_JPEG);
	assert_int_equal(TYPE("\x89PNG\r\n\x1a\n"), HJ_FT_PNG);
	assert_int_equal(TYPE("II*\0...."), HJ_FT_TIFF);
	assert_int_equal(TYPE("RIFF....WEBPVP8 "), HJ_FT_WEBP);
	assert_int_equal(TYPE("RIFF....WAVEfmt "), HJ_FT_WAV);
	assert_int_equal(TYPE("#!AMR\n..."), HJ_FT_AMR);
	assert_int_equal(TYPE("\0\0\0\x18"
			      "ftypmp42"),
	    HJ_FT_MP4);
	assert_int_equal(TYPE("PK\3\4............"
			      "..............[Content_Types].xml"),
	    HJ_FT_OFFICE);
	assert_int_equal(
	    TYPE("PK\3\4..........................OFD.xml"), HJ_FT_OFD);
	assert_int_equal(TYPE("今收到八百元\n"), HJ_FT_TEXT);
	assert_int_equal(hj_file_type("今收到\xe5\x85", 11, false), HJ_FT_TEXT);
}

static void
type__of_what_runs_is_none(void **state)
{
	(void)state;
	assert_int_equal(TYPE(""), 0);
	assert_int_equal(TYPE(" \n<svg onload=x>"), 0);
	assert_int_equal(TYPE("<!DOCTYPE html>"), 0);
	assert_int_equal(TYPE("#!/bin/sh\n"), 0);
	assert_int_equal(TYPE("MZ\x90\0"), 0);
	assert_int_equal(TYPE("\x7f"
			      "ELF"),
	    0);
	assert_int_equal(TYPE("PK\3\4 an archive"), 0);
	assert_int_equal(TYPE("PK\3\4............"
			      "..............[Content_Types].xml"
			      "word/vbaProject.bin"),
	    0);
	assert_int_equal(TYPE("a\0b"), 0);
	assert_int_equal(TYPE("cut \xe5\x85"), 0);
	assert_int_equal(TYPE("\xc0\xaf"), 0);
}

static struct hj_sent_file
sent(void)
{
	return (struct hj_sent_file){
		.upload = UPLOAD,
		.person = fixture_person(&f, VILLAGE, 0),
		.type = HJ_FT_PDF,
		.size = 1234,
		.digest = "00",
		.begun = f.now - 60000,
	};
}

#define ATTACH                                                                 \
	"{\"upload\":\"" UPLOAD "\",\"paper\":\"evidence\",\"name\":\"n\"}"

static void
attach__takes_what_was_sent(void **state)
{
	struct hj_sent_file file;
	const struct hj_attachment *a;

	(void)state;
	registered(VILLAGE, "people");
	file = sent();
	f.file = &file;
	DONE(VILLAGE, 0, "attach", "%s", ATTACH);
	a = hj_attachment_at(f.d, 1);
	assert_int_equal(a->size, 1234);
	assert_int_equal(a->type, HJ_FT_PDF);
	assert_int_equal(a->procedure, 1);
	assert_false(a->detached);
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "attach", "%s", ATTACH);
}

static void
attach__refuses_what_is_not_whole_or_not_ones_own(void **state)
{
	struct hj_sent_file file;

	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_NO_FILE, VILLAGE, 0, "attach", "%s", ATTACH);
	file = sent();
	f.file = &file;
	file.digest = NULL;
	REFUSED(HJ_NO_NO_FILE, VILLAGE, 0, "attach", "%s", ATTACH);
	file.digest = "00";
	REFUSED(HJ_NO_NO_FILE, VILLAGE, 1, "attach", "%s", ATTACH);
	file.begun = f.now - HJ_UPLOAD_LIVES_MS;
	REFUSED(HJ_NO_FILE_LATE, VILLAGE, 0, "attach", "%s", ATTACH);
	file.begun++;
	DONE(VILLAGE, 0, "attach", "%s", ATTACH);
}

static void
detach__is_for_the_body_that_attached(void **state)
{
	struct hj_sent_file file;

	(void)state;
	registered(VILLAGE, "people");
	file = sent();
	f.file = &file;
	DONE(VILLAGE, 0, "attach", "%s", ATTACH);
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 1, "detach",
	    "{\"attachment\":2,\"reason\":\"r\"}");
	DONE(VILLAGE, 1, "detach", "{\"attachment\":1,\"reason\":\"r\"}");
	assert_true(hj_attachment_at(f.d, 1)->detached);
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 1, "detach",
	    "{\"attachment\":1,\"reason\":\"r\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(type__is_found_by_content),
		cmocka_unit_test(type__of_what_runs_is_none),
		TOLD(attach__takes_what_was_sent),
		TOLD(attach__refuses_what_is_not_whole_or_not_ones_own),
		TOLD(detach__is_for_the_body_that_attached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
