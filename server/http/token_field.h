/*
 * What single header fields, and all of them together, say about a request.
 * Used by token.c only.
 */
#ifndef HJ_SERVER_HTTP_TOKEN_FIELD_H
#define HJ_SERVER_HTTP_TOKEN_FIELD_H

struct hj_token;

/*
 * Note what the field `name` (in lower case) with `value` means for framing.
 * Returns NULL, or why the request is refused, and then sets t->status.
 */
const char *hj_token_field_take(
    struct hj_token *t, const char *name, const char *value);

/* The same for the whole head, when all its fields were taken. */
const char *hj_token_field_judge(struct hj_token *t);

#endif
