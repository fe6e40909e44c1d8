/* Bad news as application/problem+json; see problem.h. */
#include "server/http/problem.h"

#include "server/http/detail.h"
#include "server/http/json_out.h"

#include <string.h>
#include <strings.h>

#define ROW(code, word, zh, en, do_zh, do_en)                                  \
	{                                                                      \
		.status = (code), .type = (word), .title_zh = (zh),            \
		.title_en = (en), .next_zh = (do_zh), .next_en = (do_en)       \
	}

/* clang-format off */
const struct hj_problem hj_problems[HJ_PROBLEM__MAX] = {
	/* kind, status, type; what it is; what to do */
	[HJ_PROBLEM_MALFORMED] = ROW(400, "malformed",
	    "请求格式有误", "the request is malformed",
	    "按接口说明修改后重发", "correct it by the API description and send it again"),
	[HJ_PROBLEM_INVALID_FIELD] = ROW(400, "invalid-field",
	    "填写内容有误", "a field is not valid",
	    "修改所指项目后重发", "correct the field named and send it again"),
	[HJ_PROBLEM_UNAUTHENTICATED] = ROW(401, "unauthenticated",
	    "请先登录", "you are not signed in",
	    "登录后重试", "sign in and try again"),
	[HJ_PROBLEM_WRONG_PASSWORD] = ROW(401, "wrong-password",
	    "账号或者密码不对", "account or password is wrong",
	    "看清大小写再试一次;忘了密码,请找本单位管理员", "mind capitals and try again; if you forgot the password, ask your administrator"),
	[HJ_PROBLEM_WRONG_PIN] = ROW(401, "wrong-pin",
	    "PIN 不对", "the PIN is wrong",
	    "再试一次;连续错五次,这台设备上的 PIN 作废", "try again; after five wrong ones in a row the PIN of this device is void"),
	[HJ_PROBLEM_PIN_OVER] = ROW(401, "pin-over",
	    "这台设备上没有此人可用的 PIN", "no PIN of this person opens on this device",
	    "用账号和密码登录,再重新绑定设备", "sign in with the password, then bind the device again"),
	[HJ_PROBLEM_KEY_OVER] = ROW(401, "key-over",
	    "这个机器密钥已经到期", "this key of a machine has ended",
	    "请安全管理员另建一个(POST /api/v1/api-keys)", "have the security administrator make another (POST /api/v1/api-keys)"),
	[HJ_PROBLEM_FORBIDDEN] = ROW(403, "forbidden",
	    "无权办理此项", "you may not do this",
	    "由有权的人员办理", "ask somebody who may"),
	[HJ_PROBLEM_ASK_AGAIN] = ROW(403, "ask-again",
	    "此项事关重大,需再次确认是您本人", "this is an act of weight: show once more that it is you",
	    "再输入一次密码或者 PIN(POST /api/v1/proof),然后重发", "give the password or the PIN again (POST /api/v1/proof), then send it again"),
	[HJ_PROBLEM_ABSENT] = ROW(404, "not-found",
	    "没有找到", "there is no such thing",
	    "核对地址或编号", "check the address or the number"),
	[HJ_PROBLEM_METHOD] = ROW(405, "method-not-allowed",
	    "此地址不支持该方法", "the method is not allowed here",
	    "改用 Allow 所列方法", "use a method that Allow names"),
	[HJ_PROBLEM_TOO_SLOW] = ROW(408, "too-slow",
	    "请求没有按时收完", "the request did not arrive in time",
	    "检查网络后重发", "check the network and send it again"),
	[HJ_PROBLEM_TAMPERED] = ROW(409, "file-tampered",
	    "文件与时间线所记不符,不予下载", "the file is not what the timeline says it was",
	    "请管理员运行 hejie verify 并从备份核对", "the administrator runs hejie verify and looks into a backup"),
	[HJ_PROBLEM_REPLAYING] = ROW(409, "replay-running",
	    "正在回放另一套规则,一次只回放一套", "another rule set is being replayed, one at a time",
	    "等它走完再回放", "replay when it is over"),
	[HJ_PROBLEM_STALE] = ROW(412, "stale",
	    "内容已被他人更新", "it has changed since you read it",
	    "重新读取后再办理", "read it again, then decide"),
	[HJ_PROBLEM_BODY_TOO_LONG] = ROW(413, "body-too-long",
	    "内容超过上限", "the body is too long",
	    "缩短内容或分次提交", "shorten it or send it in parts"),
	[HJ_PROBLEM_TARGET_TOO_LONG] = ROW(414, "target-too-long",
	    "地址超过上限", "the address is too long",
	    "查询条件改放请求正文", "put the terms into the body"),
	[HJ_PROBLEM_MEDIA_TYPE] = ROW(415, "media-type",
	    "不支持此内容类型", "this type of content is not taken",
	    "改用 application/json,不压缩", "send application/json, not compressed"),
	[HJ_PROBLEM_EXPECTATION] = ROW(417, "expectation",
	    "不支持此 Expect", "the expectation is not known",
	    "去掉 Expect 后重发", "send it without Expect"),
	[HJ_PROBLEM_HOST] = ROW(421, "host",
	    "本服务不使用此域名", "the service does not answer to this host",
	    "使用公布的地址", "use the published address"),
	[HJ_PROBLEM_KEY_REUSED] = ROW(422, "key-reused",
	    "幂等键已用于另一请求", "the key was used for another request",
	    "换一个 Idempotency-Key", "use another Idempotency-Key"),
	[HJ_PROBLEM_IF_MATCH_MISSING] = ROW(428, "if-match-missing",
	    "此项须写明所依据的版本", "the version it rests on must be named",
	    "读取后带上 If-Match 重发", "read it and send If-Match"),
	[HJ_PROBLEM_RATE] = ROW(429, "too-many-requests",
	    "请求过于频繁", "too many requests",
	    "按 Retry-After 所示稍后重试", "try again after Retry-After"),
	[HJ_PROBLEM_HEAD_TOO_LONG] = ROW(431, "head-too-long",
	    "请求头超过上限", "the header fields are too long or too many",
	    "减少请求头", "send fewer"),
	[HJ_PROBLEM_INTERNAL] = ROW(500, "internal",
	    "服务内部出错", "the service made a mistake",
	    "稍后重试;仍出错请联系管理员", "try again; if it stays, tell the administrator"),
	[HJ_PROBLEM_NOT_IMPLEMENTED] = ROW(501, "not-implemented",
	    "不支持此传输方式", "this way of sending is not supported",
	    "改用 Content-Length 或 chunked", "use Content-Length or chunked"),
	[HJ_PROBLEM_BUSY] = ROW(503, "busy",
	    "服务繁忙", "the service is busy",
	    "按 Retry-After 所示稍后重试", "try again after Retry-After"),
	[HJ_PROBLEM_DATABASE] = ROW(503, "database",
	    "数据库暂时不可用", "the database cannot be reached now",
	    "按 Retry-After 所示稍后重试", "try again after Retry-After"),
	[HJ_PROBLEM_UNKNOWN_KIND] = ROW(503, "unknown-kind",
	    "数据由较新版本写入", "the data was written by a newer version",
	    "升级服务后重试", "upgrade the service"),
	[HJ_PROBLEM_CLOCK] = ROW(503, "clock",
	    "服务器时钟有误", "the clocks of the servers disagree",
	    "请管理员校时后重试", "ask the administrator to set them right"),
	[HJ_PROBLEM_DEADLINE] = ROW(504, "deadline",
	    "没有按时办完", "it was not done in time",
	    "以同一幂等键重发可知结果", "send it again with the same key to learn the outcome"),
	[HJ_PROBLEM_VERSION] = ROW(505, "version",
	    "不支持此 HTTP 版本", "this version of HTTP is not supported",
	    "改用 HTTP/1.1", "use HTTP/1.1"),
};
/* clang-format on */

struct hj_problem
hj_problem_of(enum hj_problem_kind kind, const char *detail)
{
	struct hj_problem p = hj_problems[kind];

	p.detail_zh = hj_detail_zh(detail);
	p.detail_en = detail;
	return p;
}

enum hj_problem_kind
hj_problem_kind_of(int status)
{
	static const enum hj_problem_kind refusals[] = {
		HJ_PROBLEM_BODY_TOO_LONG,
		HJ_PROBLEM_TARGET_TOO_LONG,
		HJ_PROBLEM_EXPECTATION,
		HJ_PROBLEM_HEAD_TOO_LONG,
		HJ_PROBLEM_NOT_IMPLEMENTED,
		HJ_PROBLEM_VERSION,
	};

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		if (hj_problems[refusals[i]].status == status)
			return refusals[i];
	}
	return HJ_PROBLEM_MALFORMED;
}

struct hj_problem
hj_problem_of_error(const struct hj_error *err)
{
	enum hj_problem_kind kind = HJ_PROBLEM_INTERNAL;
	struct hj_problem p;

	switch (err->code) {
	case HJ_OK:
		break;
	case HJ_ERR_INPUT:
		kind = HJ_PROBLEM_INVALID_FIELD;
		break;
	case HJ_ERR_ABSENT:
		/* Nothing more: absent and foreign must look the same. */
		return hj_problems[HJ_PROBLEM_ABSENT];
	case HJ_ERR_STALE:
		kind = HJ_PROBLEM_STALE;
		break;
	case HJ_ERR_KEY:
		kind = HJ_PROBLEM_KEY_REUSED;
		break;
	case HJ_ERR_BUSY:
		kind = HJ_PROBLEM_BUSY;
		break;
	case HJ_ERR_DB:
		/* What a database says of itself is not for the asker. */
		return hj_problems[HJ_PROBLEM_DATABASE];
	case HJ_ERR_UNKNOWN:
		kind = HJ_PROBLEM_UNKNOWN_KIND;
		break;
	}
	p = hj_problem_of(kind, err->msg);
	p.field = err->field;
	return p;
}

/* What is wrong; in Chinese with what stands behind it, if there is a place. */
static void
put_detail(struct hj_out *j, const struct hj_problem *p, bool zh)
{
	const char *more =
	    p->detail_en == NULL ? NULL : strstr(p->detail_en, ": ");
	size_t n = p->detail_zh == NULL ? 0 : strlen(p->detail_zh);
	struct hj_buf b;

	if (!zh || more == NULL || n == 0 || p->detail_zh[n - 1] != ':') {
		hj_out_put_some(j, "detail", zh ? p->detail_zh : p->detail_en);
		return;
	}
	hj_buf_init(&b, 1024);
	hj_buf_puts(&b, p->detail_zh);
	hj_buf_puts(&b, more + 2);
	hj_out_put_str(j, "detail", hj_buf_text(&b));
	hj_buf_release(&b);
}

static void
put_names(
    struct hj_out *j, const char *key, const struct hj_name *list, size_t n)
{
	if (n == 0)
		return;
	hj_out_key(j, key);
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++)
		hj_out_str(j, list[i].text);
	hj_out_close(j);
}

void
hj_problem_write(
    const struct hj_problem *p, enum hj_lang lang, struct hj_buf *out)
{
	bool zh = lang == HJ_LANG_ZH;
	struct hj_out j;

	hj_out_init(&j, out);
	hj_out_open(&j);
	hj_out_key(&j, "type");
	hj_out_raw(&j, "\"/problems/", 11);
	hj_buf_puts(out, p->type);
	hj_buf_putc(out, '"');
	hj_out_put_str(&j, "title", zh ? p->title_zh : p->title_en);
	hj_out_put_int(&j, "status", p->status);
	put_detail(&j, p, zh);
	hj_out_put_some(&j, "field", p->field);
	hj_out_put_some(&j, "rule", p->rule);
	hj_out_put_some(&j, "article", p->article);
	hj_out_put_some(&j, "certainty", p->certainty);
	hj_out_put_some(&j, "valid_from", p->valid_from);
	hj_out_put_some(&j, "next", zh ? p->next_zh : p->next_en);
	put_names(&j, "commands", p->commands, p->n_commands);
	put_names(&j, "disputes", p->disputes, p->n_disputes);
	if (p->faults != NULL) {
		hj_out_key(&j, "faults");
		hj_out_raw(&j, p->faults, strlen(p->faults));
	}
	hj_out_close(&j);
}

/*
 * The weight behind a language range, in thousandths: 1000 without ";q=", 0 if
 * it is malformed.
 */
static int
weight(const char *p, const char *end)
{
	int value = 0;
	int unit = 1000;

	p += strspn(p, " \t");
	if (p >= end || *p != ';')
		return 1000;
	p++;
	p += strspn(p, " \t");
	if (end - p < 3 || (*p != 'q' && *p != 'Q') || p[1] != '=')
		return 0;
	for (p += 2; p < end && unit > 0; p++) {
		if (*p == '.')
			continue;
		if (*p < '0' || *p > '9')
			break;
		value += (*p - '0') * unit;
		unit /= 10;
	}
	return value;
}

enum hj_lang
hj_lang_of(const char *accept)
{
	const char *p = accept;
	int best = 0;
	enum hj_lang lang = HJ_LANG_ZH;

	while (p != NULL && *p != '\0') {
		const char *end;
		size_t n;
		bool zh;
		int w;

		p += strspn(p, ", \t");
		end = p + strcspn(p, ",");
		n = strcspn(p, "-;, \t");
		w = weight(p + strcspn(p, "; ,\t"), end);
		zh = (n == 2 && strncasecmp(p, "zh", 2) == 0) ||
		     (n == 1 && *p == '*');
		if (w > best &&
		    (zh || (n == 2 && strncasecmp(p, "en", 2) == 0))) {
			best = w;
			lang = zh ? HJ_LANG_ZH : HJ_LANG_EN;
		}
		p = end;
	}
	return lang;
}

const char *
hj_lang_tag(enum hj_lang lang)
{
	return lang == HJ_LANG_ZH ? "zh-CN" : "en";
}
