/*
 * Who is there: the part of a worker that signs people in and knows them
 * again.
 */
#ifndef HJ_SERVER_SIGNING_H
#define HJ_SERVER_SIGNING_H

#include "server/service.h"

/* NULL with the reason.  Yours until hj_sign_in_free(); `s` is borrowed. */
struct hj_sign_in *hj_sign_in_new(
    struct hj_service *s, struct hj_error *err) HJ_CHECK;
void hj_sign_in_free(struct hj_sign_in *in);

/* Statements and doorbell, before hj_pg_start(). */
enum hj_err hj_sign_in_attach(
    struct hj_sign_in *in, struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

#endif
