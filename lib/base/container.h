/* From a member back to the struct it is embedded in. */
#ifndef HJ_LIB_BASE_CONTAINER_H
#define HJ_LIB_BASE_CONTAINER_H

#include <stddef.h>

#define HJ_CONTAINER(type, member, ptr)                                        \
	((type *)(void *)((char *)(ptr)-offsetof(type, member)))

#endif
