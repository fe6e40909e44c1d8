/* People and firms that are nowhere; see people.h. */
#include "server/county/people.h"

#include <stdio.h>

#define PICK(dice, list)                                                       \
	((list)[hj_dice_below(                                                 \
	    (dice), (int64_t)(sizeof(list) / sizeof((list)[0])))])

static const char *const surnames[] = { "李", "王", "张", "刘", "陈", "杨",
	"黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "林", "郭", "何",
	"高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹",
	"彭", "曾", "萧", "田", "董", "潘", "袁", "蔡", "蒋", "余", "覃",
	"向" };

static const char *const given[] = { "桂香", "大有", "秀兰", "建国", "德顺",
	"玉珍", "志强", "小军", "春花", "福生", "明珠", "长贵", "淑芬", "文海",
	"国平", "美玲", "有田", "秋菊", "永和", "金莲", "大山", "红梅", "石头",
	"翠英", "新民", "巧云", "来福", "子安", "双喜", "冬生", "丽华", "满仓",
	"家旺", "素琴", "运来", "月娥", "开明", "银花", "守信", "海棠" };

static const char *const villages[] = { "青石镇青石村", "青石镇柳湾村",
	"青石镇后坝村", "青石镇东街社区" };

static void
number_of(struct hj_dice *dice, char out[24])
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int sum = 0;

	snprintf(out, 24, "999999%04d%02d%02d%03d",
	    (int)hj_dice_between(dice, 1945, 2003),
	    (int)hj_dice_between(dice, 1, 12),
	    (int)hj_dice_between(dice, 1, 28),
	    (int)hj_dice_between(dice, 1, 999));
	for (int i = 0; i < 17; i++)
		sum += weights[i] * (out[i] - '0');
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

void
hj_somebody(struct hj_dice *dice, struct hj_somebody *ret)
{
	snprintf(ret->name, sizeof(ret->name), "%s%s", PICK(dice, surnames),
	    PICK(dice, given));
	snprintf(ret->phone, sizeof(ret->phone), "1090%07d",
	    (int)hj_dice_below(dice, 10000000));
	number_of(dice, ret->identity);
	snprintf(ret->address, sizeof(ret->address), "%s%d组%d号",
	    PICK(dice, villages), (int)hj_dice_between(dice, 1, 12),
	    (int)hj_dice_between(dice, 1, 160));
}

const char *
hj_some_firm(struct hj_dice *dice)
{
	static const char *const firms[] = { "顺达", "恒通", "福源", "永兴",
		"和信", "万家", "宏远", "金穗", "清河", "美佳" };

	return PICK(dice, firms);
}
