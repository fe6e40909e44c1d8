/*
 * Which build this is.
 */
#ifndef HJ_SERVER_BASE_VERSION_H
#define HJ_SERVER_BASE_VERSION_H

/* The release, as "0.1.0". */
extern const char hj_version[];

#endif
