/*
 * The file number that a body gives to a procedure (案卷号).
 *
 * Numbers are the body's own, one after the other within a year, so the body's
 * stream gives them and the dispute asks: a follow-up there, and one back.
 */
#ifndef HJ_LIB_COMMANDS_PROCEDURE_FILE_NUMBER_H
#define HJ_LIB_COMMANDS_PROCEDURE_FILE_NUMBER_H

#include "lib/commands/command.h"

/*
 * Ask the body of `procedure`, which was accepted on `on`, for a number;
 * nothing if it has one or its body does not use the system.
 */
void hj_ask_file_number(struct hj_turn *t, int64_t procedure, int32_t on);

#endif
