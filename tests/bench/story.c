/* What happens to the disputes of a made-up county; see story.h. */
#include "tests/bench/story.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BODY_MOST 8192
#define OVER_DAYS 60 /* none takes longer, but if it waits for the ladder */

#define LENGTH(list) ((int64_t)(sizeof(list) / sizeof((list)[0])))
#define PICK(l, list) ((list)[hj_dice_below(&(l)->dice, LENGTH(list))])

/* `who` asks; the body is written like printf.  Does life go on? */
static bool __attribute__((format(printf, 4, 5))) life_do(struct hj_life *l,
    const struct hj_person *who, const char *command, const char *form, ...)
{
	char body[BODY_MOST];
	va_list args;
	int n;

	va_start(args, form);
	n = vsnprintf(body, sizeof(body), form, args);
	va_end(args);
	if (n < 0 || n >= BODY_MOST)
		abort();
	return hj_life_ask(l, who, command, body);
}

/* ---- people: names, telephones and numbers that nobody has ---- */

struct party {
	const char *side;
	char name[32];
	char phone[16];
	char identity[24];
	char address[96];
};

static void
make_party(struct hj_life *l, const char *side, struct party *p)
{
	static const char *const surnames[] = { "赵", "钱", "孙", "李", "周",
		"吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩",
		"杨" };
	static const char *const given[] = { "安", "宁", "平", "和", "顺", "达",
		"文", "明", "正", "义", "友", "善", "康", "乐", "勤", "俭" };
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int sum = 0;

	p->side = side;
	snprintf(p->name, sizeof(p->name), "%s试%s", PICK(l, surnames),
	    PICK(l, given));
	snprintf(p->phone, sizeof(p->phone), "1000%07d",
	    (int)hj_dice_below(&l->dice, 10000000));
	snprintf(p->identity, sizeof(p->identity), "999999%04d%02d%02d%03d",
	    (int)hj_dice_between(&l->dice, 1945, 2003),
	    (int)hj_dice_between(&l->dice, 1, 12),
	    (int)hj_dice_between(&l->dice, 1, 28),
	    (int)hj_dice_between(&l->dice, 1, 999));
	for (int i = 0; i < 17; i++)
		sum += weights[i] * (p->identity[i] - '0');
	p->identity[17] = "10X98765432"[sum % 11];
	p->identity[18] = '\0';
	snprintf(p->address, sizeof(p->address), "青石镇青石村%d组%d号",
	    (int)hj_dice_between(&l->dice, 1, 20),
	    (int)hj_dice_between(&l->dice, 1, 200));
}

/* ---- texts: as long as people write them ---- */

static const char *const happenings[] = {
	"双方因宅基地四至发生争执,各执一词,村民小组长曾到现场查看。",
	"申请人称对方堆放的建筑材料堵塞了共用通道,雨天积水倒灌入户。",
	"被申请人承认欠款属实,但称近期资金周转困难,请求分期履行。",
	"双方对赔偿数额分歧较大,申请人要求赔偿医疗费、误工费和交通费。",
	"经核对借条、转账记录和证人陈述,主要事实双方没有异议。",
	"调解员分别听取了双方意见,说明了有关法律规定和各自的权利义务。",
	"邻居数人到场作证,称争执发生时未见动手,仅有言语冲突。",
	"被申请人表示愿意先行清理通道,其余事项待丈量后再行商议。",
	"申请人提交了照片六张、收据三张和村委会证明一份,已当场核对。",
	"双方同意请第三方测量,费用各半承担,测量结果作为协商依据。",
	"因一方情绪激动,调解员宣布休息二十分钟,之后继续进行。",
	"双方就主要条款逐条核对,对履行期限和方式反复协商。",
};

/* `sentences` of them, in `out`. */
static void
write_text(struct hj_life *l, char *out, size_t room, int64_t sentences)
{
	size_t n = 0;

	out[0] = '\0';
	for (int64_t i = 0; i < sentences && n + 128 < room; i++)
		n += (size_t)snprintf(
		    out + n, room - n, "%s", PICK(l, happenings));
}

/* ---- steps that stories share ---- */

/* An organ mediates in its own channel; a committee in its usual one. */
static const char *
channel_of(const struct desk *desk)
{
	return hj_org_handles(desk->org, HJ_CH_ADMINISTRATIVE)
		   ? "'channel':'administrative',"
		   : "";
}

/* Two parties bring a matter to `desk`. */
static void
bring(struct hj_life *l, const struct desk *desk, const char *source)
{
	static const char *const categories[] = { "0101", "0102", "0103",
		"0201", "0301" };
	static const char *const words[] = { "邻里", "欠钱不还", "宅基地界址",
		"婚姻彩礼", "欠工钱", "交通事故" };
	struct party a, b;
	char facts[1500];

	make_party(l, "applicant", &a);
	make_party(l, "respondent", &b);
	write_text(l, facts, sizeof(facts), hj_dice_between(&l->dice, 3, 6));
	life_do(l, desk->staff, "register",
	    "{'category_gb':'%s','category_word':'%s',%s'claim':%d,"
	    "'facts':'%s','manner':'oral','parties':["
	    "{'address':'%s','identity':'%s','kind':'natural','name':'%s',"
	    "'phone':'%s','side':'%s'},"
	    "{'address':'%s','identity':'%s','kind':'natural','name':'%s',"
	    "'phone':'%s','side':'%s'}],'source':'%s'}",
	    PICK(l, categories), PICK(l, words), channel_of(desk),
	    (int)hj_dice_between(&l->dice, 500, 90000) * 100, facts, a.address,
	    a.identity, a.name, a.phone, a.side, b.address, b.identity, b.name,
	    b.phone, b.side, source);
}

/* The traffic police mediate once the loss is settled (处理程序规定90). */
static const char *
acceptance_of(const struct desk *desk)
{
	return strcmp(desk->org->kind->name, "traffic_police") == 0
		   ? "{'basis':'loss'}"
		   : "{}";
}

/* Both are asked and agree; the matter is taken up; the sheet is handed out. */
static void
take_up(struct hj_life *l, const struct desk *desk)
{
	int64_t owed[2];
	size_t n = 0;

	for (int party = 1; party <= 2; party++)
		life_do(l, desk->staff, "record-consent",
		    "{'answer':'agrees','manner':'oral','party':%d}", party);
	life_do(l, desk->staff, "assign-mediators",
	    "{'mediators':[{'chief':true,'disclosed':true,'person':'%s'}]}",
	    desk->staff->id);
	life_do(l, desk->staff, "accept", "%s", acceptance_of(desk));
	for (size_t i = 0; i < l->d->n_notice && n < 2; i++)
		if (l->d->notice[i].state == HJ_NS_OWED)
			owed[n++] = l->d->notice[i].no;
	hj_life_wait(l, 0, 2);
	if (n == 2)
		life_do(l, desk->staff, "serve-notice",
		    "{'means':'handed','notices':[%d,%d]}", (int)owed[0],
		    (int)owed[1]);
}

/* The instant in JSON, `minutes` before now. */
static const char *
ago(struct hj_life *l, int64_t minutes)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, 64);
	hj_instant_format(&b, l->now - minutes * 60000);
	text = hj_strdup(l->a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* A sitting that both came to. */
static void
sit(struct hj_life *l, const struct desk *desk, const char *result)
{
	static const char *const modes[] = { "together", "together", "apart",
		"mixed" };
	int64_t minutes = hj_dice_between(&l->dice, 30, 80);
	char text[1500];

	write_text(l, text, sizeof(text), hj_dice_between(&l->dice, 4, 9));
	life_do(l, desk->staff, "log-session",
	    "{'attendance':[{'party':1,'presence':'came'},"
	    "{'party':2,'presence':'came'}],'ends':'%s','mode':'%s',"
	    "'place':'调解室','result':'%s','starts':'%s','text':'%s'}",
	    ago(l, 5), PICK(l, modes), result, ago(l, 5 + minutes), text);
}

/* Serve what is still owed. */
static void
serve_rest(struct hj_life *l, const struct desk *desk)
{
	for (size_t i = 0; i < l->d->n_notice && !l->over; i++)
		if (l->d->notice[i].state == HJ_NS_OWED)
			life_do(l, desk->staff, "serve-notice",
			    "{'evidence':'挂号信','means':'post',"
			    "'notices':[%d]}",
			    (int)l->d->notice[i].no);
}

static void
agree_by_word(struct hj_life *l, const struct desk *desk)
{
	sit(l, desk, "agreed");
	life_do(l, desk->staff, "record-oral-agreement",
	    "{'terms':[{'amount':%d,'debtor':2,'kind':'money',"
	    "'text':'当场给付,双方再无争执。'}]}",
	    (int)hj_dice_between(&l->dice, 100, 20000) * 100);
}

/* Drafted, signed by all, stamped. */
static void
agree_in_writing(struct hj_life *l, const struct desk *desk, int terms)
{
	char text[1500];
	char list[1200] = "";
	size_t n = 0;

	sit(l, desk, "agreed");
	write_text(l, text, sizeof(text), 8);
	for (int i = 0; i < terms; i++)
		n += (size_t)snprintf(list + n, sizeof(list) - n,
		    "%s{'amount':%d,'debtor':2,'kind':'money',"
		    "'text':'第%d期款项,以转账方式给付。'}",
		    i == 0 ? "" : ",",
		    (int)hj_dice_between(&l->dice, 100, 20000) * 100, i + 1);
	life_do(l, desk->staff, "draft-agreement", "{'terms':[%s],'text':'%s'}",
	    list, text);
	for (int party = 1; party <= 2; party++)
		life_do(l, desk->staff, "sign-agreement",
		    "{'agreement':1,'how':'thumbprint','party':%d}", party);
	life_do(l, desk->staff, "mediator-sign", "{'agreement':1}");
	/* With the police the officer's name was the last piece. */
	if (l->d->n_agreement > 0 && l->d->agreement[0].state == HJ_AS_DRAFT)
		life_do(l, desk->head, "stamp", "{'agreement':1}");
}

/* Paid term by term, asked afterwards, closed. */
static void
perform_and_close(struct hj_life *l, const struct desk *desk, int terms)
{
	for (int i = 1; i <= terms; i++) {
		hj_life_wait(l, 1, 9);
		life_do(l, desk->staff, "record-performance",
		    "{'agreement':1,'on':'term','term':%d}", i);
	}
	hj_life_wait(l, 1, 5);
	life_do(l, desk->staff, "record-follow-up",
	    "{'manner':'phone','party':1,"
	    "'text':'电话回访,双方均已按约履行。'}");
	serve_rest(l, desk);
	life_do(l, desk->head, "close", "{'text':'履行完毕,办结。'}");
}

/* ---- the stories ---- */

/* Taken up and talked over; nothing more is told. */
static void
stays_open(struct hj_life *l, const struct county *c)
{
	const struct desk *desk = &c->desk[VILLAGE];

	bring(l, desk, "application");
	hj_life_wait(l, 0, 3);
	take_up(l, desk);
	hj_life_wait(l, 1, 8);
	sit(l, desk, "continues");
}

static void
settled_in_writing(struct hj_life *l, const struct desk *desk, int terms)
{
	bring(l, desk, "application");
	hj_life_wait(l, 0, 3);
	take_up(l, desk);
	hj_life_wait(l, 1, 8);
	sit(l, desk, "continues");
	hj_life_wait(l, 2, 8);
	agree_in_writing(l, desk, terms);
	perform_and_close(l, desk, terms);
}

static void
settled_by_word(struct hj_life *l, const struct desk *desk)
{
	bring(l, desk, "application");
	hj_life_wait(l, 0, 3);
	take_up(l, desk);
	hj_life_wait(l, 1, 8);
	agree_by_word(l, desk);
	perform_and_close(l, desk, 1);
}

/* One side does not want to: told of the other routes, and closed. */
static void
refused(struct hj_life *l, const struct desk *desk)
{
	bring(l, desk, "application");
	hj_life_wait(l, 0, 3);
	life_do(l, desk->staff, "record-consent",
	    "{'answer':'agrees','manner':'oral','party':1}");
	life_do(l, desk->staff, "record-consent",
	    "{'answer':'refuses','manner':'phone','party':2,"
	    "'text':'明确表示不接受调解。'}");
	hj_life_wait(l, 1, 3);
	serve_rest(l, desk);
	life_do(l, desk->head, "close", "{}");
}

static void
failed(struct hj_life *l, const struct desk *desk)
{
	bring(l, desk, "application");
	hj_life_wait(l, 0, 3);
	take_up(l, desk);
	for (int i = 0; i < 2; i++) {
		hj_life_wait(l, 2, 8);
		sit(l, desk, "continues");
	}
	life_do(l, desk->staff, "end-procedure",
	    "{'ground':'no_agreement','reason':'分歧过大,调解不成。'}");
	hj_life_wait(l, 1, 4);
	serve_rest(l, desk);
	life_do(l, desk->head, "close", "{}");
}

/* The ladder offered it upwards: `desk` takes it.  False if it did not. */
static bool
received(struct hj_life *l, const struct desk *desk)
{
	for (size_t i = 0; i < l->d->n_referral; i++) {
		const struct hj_referral *r = &l->d->referral[i];

		if (r->state == HJ_RS_OFFERED &&
		    strcmp(r->to, desk->org->id) == 0)
			return life_do(l, desk->staff, "accept-referral",
			    "{'referral':%d}", (int)r->no);
	}
	return false;
}

/* Three sittings in the village, two in the township, one in the county. */
static void
climbs(struct hj_life *l, const struct county *c)
{
	static const struct {
		enum place place;
		int sittings;
	} steps[] = { { VILLAGE, 3 }, { TOWNSHIP, 2 }, { COUNTY, 1 } };
	int64_t settles_at = hj_dice_below(&l->dice, 5);

	bring(l, &c->desk[VILLAGE], "application");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const struct desk *desk = &c->desk[steps[i].place];

		hj_life_wait(l, 0, 1);
		if (i > 0 && !received(l, desk))
			return;
		take_up(l, desk);
		for (int k = 0; k < steps[i].sittings; k++) {
			hj_life_wait(l, 1, 6);
			if ((int64_t)i == settles_at && k > 0) {
				agree_by_word(l, desk);
				perform_and_close(l, desk, 1);
				return;
			}
			sit(l, desk,
			    k + 1 < steps[i].sittings ? "continues"
						      : "not_agreed");
		}
	}
	hj_life_wait(l, 1, 3);
	serve_rest(l, &c->desk[COUNTY]);
	life_do(l, c->desk[COUNTY].head, "close", "{}");
}

/* Found on patrol, talked over at the door, handed to the village. */
static void
found_by_grid(struct hj_life *l, const struct county *c)
{
	const struct desk *desk = &c->desk[VILLAGE];

	bring(l, &c->desk[GRID], "grid");
	life_do(l, c->desk[GRID].staff, "log-coordination",
	    "{'manner':'oral','text':'入户了解情况,双方愿意到村里调解。'}");
	life_do(l, c->desk[GRID].staff, "refer",
	    "{'reason':'超出网格处理范围','to':'%s'}", desk->org->id);
	hj_life_wait(l, 0, 2);
	if (!received(l, desk))
		return;
	take_up(l, desk);
	hj_life_wait(l, 1, 8);
	agree_by_word(l, desk);
	perform_and_close(l, desk, 1);
}

/* Whatever the dice say. */
static void
anything(struct hj_life *l, const struct county *c)
{
	static const enum place committees[] = { VILLAGE, OTHER_VILLAGE,
		OTHER_VILLAGE, TOWNSHIP, INDUSTRY, STUDIO };
	static const enum place organs[] = { POLICE, TRAFFIC, LABOUR };
	const struct desk *desk = &c->desk[PICK(l, committees)];
	int64_t which = hj_dice_below(&l->dice, 100);

	if (which < 25)
		settled_by_word(l, desk);
	else if (which < 45)
		settled_in_writing(l, desk, 1);
	else if (which < 55)
		settled_in_writing(l, &c->desk[PICK(l, organs)], 1);
	else if (which < 63)
		refused(l, desk);
	else if (which < 75)
		failed(l, desk);
	else if (which < 87)
		climbs(l, c);
	else
		found_by_grid(l, c);
}

void
story_tell(struct hj_life *l, const struct county *county, int64_t seed,
    int64_t number)
{
	int64_t span = county->to - county->from;

	hj_life_begin(
	    l, &hj_dispute_kind, seed, number, county->from, county->to);
	switch (number % 4) {
	case 0:
		/* Its month is not over yet. */
		l->now =
		    county->to - HJ_DAY_MS * hj_dice_between(&l->dice, 15, 25);
		hj_life_wait(l, 0, 0);
		stays_open(l, county);
		break;
	case 1:
		/* Long enough ago to be over. */
		l->now += hj_dice_below(&l->dice, span - OVER_DAYS * HJ_DAY_MS);
		hj_life_wait(l, 0, 0);
		settled_in_writing(l, &county->desk[VILLAGE], 3);
		break;
	default:
		l->now += hj_dice_below(&l->dice, span);
		hj_life_wait(l, 0, 0);
		anything(l, county);
		break;
	}
	hj_life_settle(l, l->end);
}
