/*
 * 查进度: by code and second secret, or by the note of the door they opened;
 * what the party then answers, and how it rates.
 */
#include "server/html/site.h"
#include "server/html/visit.h"

#include <string.h>

#define PATH "/public/progress"

void
hj_progress_form(struct hj_page *p)
{
	hj_html_line(&p->h, "编号和密码都在回执上。丢了就打电话问受理单位。",
	    "Code and secret are on your slip. If it is lost, phone the body "
	    "that took your matter.");
	hj_page_form(p, PATH);
	hj_page_input(p, "code", "编号(16位)", "Code (16 characters)",
	    "required maxlength=\"40\" autocapitalize=\"characters\"");
	hj_page_input(p, "secret", "密码(10位数字)", "Secret (10 digits)",
	    "required maxlength=\"40\" inputmode=\"numeric\"");
	hj_page_button(p, "main", "查", "Look");
	hj_html(&p->h, "</form>\n");
}

void
hj_progress_handler(struct hj_req *req)
{
	struct hj_visit *v = hj_visit_begin(req, PATH);

	if (v != NULL)
		hj_visit_go(v);
}

void
hj_answer_handler(struct hj_req *req)
{
	struct hj_visit *v = hj_visit_begin(req, PATH);
	const char *said = v == NULL ? NULL : hj_page_sent(&v->page, "agrees");
	const char *no = v == NULL ? NULL : hj_page_sent(&v->page, "procedure");
	bool agrees = said != NULL && strcmp(said, "1") == 0;
	int64_t procedure = 0;

	if (v == NULL)
		return;
	if (no == NULL || !hj_text_int(no, &procedure) || procedure < 1 ||
	    said == NULL) {
		hj_page_refuse(&v->page, 400, "送来的内容看不懂。",
		    "What was sent cannot be read.", PATH);
		return;
	}
	v->command = "answer-by-code";
	v->body =
	    hj_concat(req->arena, "{\"agrees\":", agrees ? "true" : "false",
		",\"procedure\":", no, "}", NULL);
	if (agrees) {
		v->done_zh = "已记下您同意。还要您签字,或者工作人员给您回电话"
			     "核实,才算数。";
		v->done_en = "Your yes is noted. It counts when you sign, or "
			     "when somebody has called you back.";
	} else {
		v->done_zh = "已记下您不愿意调解,马上有效。";
		v->done_en = "Your refusal is noted and holds at once.";
	}
	hj_visit_go(v);
}

void
hj_rating_handler(struct hj_req *req)
{
	struct hj_visit *v = hj_visit_begin(req, PATH);
	const char *said = v == NULL ? NULL : hj_page_sent(&v->page, "rating");

	if (v == NULL)
		return;
	if (said == NULL ||
	    hj_word_find(&hj_satisfaction_words, said, strlen(said)) == 0) {
		hj_page_refuse(&v->page, 400, "送来的内容看不懂。",
		    "What was sent cannot be read.", PATH);
		return;
	}
	v->command = "rate-by-code";
	v->body =
	    hj_concat(req->arena, "{\"satisfaction\":\"", said, "\"}", NULL);
	v->done_zh = "谢谢,评价已记下。";
	v->done_en = "Thank you, your rating is noted.";
	hj_visit_go(v);
}
