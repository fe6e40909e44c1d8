/*
 * Which build this is; see version.h.
 */
#include "server/base/version.h"

const char hj_version[] = HEJIE_VERSION;
