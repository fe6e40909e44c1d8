/* What is said behind `hejie init`. */
#ifndef HJ_SERVER_INIT_OPTIONS_H
#define HJ_SERVER_INIT_OPTIONS_H

#include <stdbool.h>

struct hj_init_options {
	bool demonstration;
	bool simulated;
	const char *from; /* day on which simulated time begins */
	const char *sign_ins;
	const char *ladder;
	const char *presets;
	const char *county;
	const char *name;
	const char *body;
};

/* Read the words behind it; false, with the usage on stderr, if they do not
 * fit. */
bool hj_init_options_parse(struct hj_init_options *o, int argc, char **argv);

#endif
