/*
 * The file of a procedure (卷宗): what is put into it, what is taken out.
 */
#ifndef HJ_LIB_COMMANDS_DOSSIER_DOSSIER_H
#define HJ_LIB_COMMANDS_DOSSIER_DOSSIER_H

#include "lib/commands/session/act.h"

#include <string.h>

/* A file that was sent and not attached is kept as long as this. */
#define HJ_UPLOAD_LIVES_MS ((int64_t)24 * 60 * 60 * 1000)

#endif
