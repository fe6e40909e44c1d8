/*
 * Imported lists: each row goes down the road as the command of whoever sent
 * the list, in his name and with his rights of now.
 *
 * What waits is claimed batch by batch for some time; a batch that was begun
 * and not finished is claimed again, and its keys see to it that nothing is
 * done twice.  Lists that are only looked at are decided and not stored.
 */
#ifndef HJ_SERVER_AGENTS_IMPORTS_H
#define HJ_SERVER_AGENTS_IMPORTS_H

#include "server/commands.h"
#include "server/db/pg.h"
#include "server/profile.h"
#include "server/world.h"

struct hj_imports;
struct hj_keys;

/* All given are borrowed.  Yours until hj_imports_free(). */
struct hj_imports *hj_imports_new(struct hj_pg *pg, struct hj_road *road,
    struct hj_worlds *worlds, struct hj_keys *keys);
void hj_imports_free(struct hj_imports *im);

/* Read the profiles and register the statements, before hj_pg_start(). */
enum hj_err hj_imports_attach(struct hj_imports *im,
    const struct hj_config *cfg, struct hj_error *err) HJ_CHECK;

/* Look for rows that wait, unless some are under way. */
void hj_imports_look(struct hj_imports *im);

bool hj_imports_busy(const struct hj_imports *im);

#endif
