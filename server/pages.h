/*
 * The pages of the browser: files that the build of server/web made, held in
 * memory and answered as they are.
 *
 * The build writes a list of them, server/web/dist/pages.tsv, a line an
 * address: path, file, type, and `forever` (1: its name changes with its
 * content).  A path with a {parameter} is a place within the one page, which
 * finds out itself what to show there.  Beside a file may lie FILE.br and
 * FILE.gz; who takes them gets them.
 */
#ifndef HJ_SERVER_PAGES_H
#define HJ_SERVER_PAGES_H

#include "server/service.h"

/*
 * Read all pages and give their routes to the router.  Without a list there
 * are none.  A file of the list that cannot be read or is too large is an
 * error.
 */
enum hj_err hj_pages_attach(
    struct hj_service *s, struct hj_error *err) HJ_CHECK;

#endif
