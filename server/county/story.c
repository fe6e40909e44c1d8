/* Stories and matters, read from their files; see story.h. */
#include "server/county/story.h"

#include "lib/base/tsv.h"

#include <string.h>

#define NUMBER_MOST 100000000

/* The file at work: where it is, and the story that is being read. */
struct reader {
	struct hj_arena *a;
	struct hj_stories *out;
	struct hj_story *story;
	struct hj_error *err;
};

/* Take a word off the front of `text`; NULL at its end. */
static char *
word(char **text)
{
	char *w = *text + strspn(*text, " \t");

	if (*w == '\0')
		return NULL;
	*text = w + strcspn(w, " \t");
	if (**text != '\0')
		*(*text)++ = '\0';
	return w;
}

bool
hj_number_take(const char **at, int64_t *ret)
{
	const char *c = *at;

	*ret = 0;
	while (*c >= '0' && *c <= '9' && *ret < NUMBER_MOST)
		*ret = 10 * *ret + (*c++ - '0');
	if (c == *at)
		return false;
	*at = c;
	return true;
}

static bool
number(char **text, int64_t *ret)
{
	const char *w = word(text);

	return w != NULL && hj_number_take(&w, ret) && *w == '\0';
}

/* ---- stories ---- */

static bool
begin(struct reader *r, const char *what, char *rest)
{
	struct hj_story s = { .name = word(&rest) };
	const char *w;

	if (s.name == NULL)
		return false;
	if (strcmp(what, "story") == 0)
		s.kind = &hj_dispute_kind;
	else if (strcmp(what, "stream") == 0 && (w = word(&rest)) != NULL)
		s.kind = hj_stream_kind_named(w);
	if (s.kind == NULL && strcmp(what, "part") != 0)
		return false;
	if (s.kind != NULL) {
		if (!number(&rest, &s.count) || !number(&rest, &s.oldest) ||
		    !number(&rest, &s.youngest) || s.youngest > s.oldest ||
		    (s.matters = word(&rest)) == NULL)
			return false;
		while ((w = word(&rest)) != NULL)
			*HJ_PUSH(r->a, s.desk, s.n_desk) = w;
		if (s.n_desk == 0)
			return false;
	}
	r->story = HJ_PUSH(r->a, r->out->story, r->out->n);
	*r->story = s;
	return true;
}

static struct hj_story_step *
add(struct reader *r, enum hj_story_do kind)
{
	struct hj_story_step *s = HJ_PUSH(r->a, r->story->step, r->story->n);

	*s = (struct hj_story_step){ .kind = kind };
	return s;
}

static bool
include(struct reader *r, const char *name)
{
	for (size_t i = 0; name != NULL && i < r->out->n; i++) {
		const struct hj_story *part = &r->out->story[i];

		if (part->kind != NULL || strcmp(part->name, name) != 0 ||
		    part == r->story)
			continue;
		for (size_t k = 0; k < part->n; k++)
			*HJ_PUSH(r->a, r->story->step, r->story->n) =
			    part->step[k];
		return true;
	}
	return false;
}

static bool
step(struct reader *r, char *line)
{
	char *w = word(&line);
	const char *behind = w;
	struct hj_story_step *s;
	size_t chance = r->story->n;
	int64_t percent;
	bool good;

	if (w == NULL)
		return false;
	if (hj_number_take(&behind, &percent) && strcmp(behind, "%") == 0) {
		add(r, HJ_TELL_CHANCE)->least = percent;
		good = step(r, line);
		r->story->step[chance].n = r->story->n - chance - 1;
		return good;
	}
	if (strcmp(w, "do") == 0)
		return include(r, word(&line));
	if (strcmp(w, "end") == 0)
		return add(r, HJ_TELL_END) != NULL;
	if (strcmp(w, "move") == 0)
		return (add(r, HJ_TELL_MOVE)->who = word(&line)) != NULL;
	if (strcmp(w, "wait") == 0) {
		s = add(r, HJ_TELL_WAIT);
		return number(&line, &s->least) && number(&line, &s->most) &&
		       s->least <= s->most;
	}
	s = add(r, HJ_TELL_ASK);
	s->who = w;
	s->command = word(&line);
	s->body = line + strspn(line, " \t");
	return s->command != NULL && *s->body == '{';
}

static bool
take_line(struct reader *r, char *line)
{
	const char *what;

	if (*line == '#' || line[strspn(line, " \t")] == '\0')
		return true;
	if (*line == '\t')
		return r->story != NULL && step(r, line);
	what = word(&line);
	return what != NULL && begin(r, what, line);
}

static bool
read_stories(struct reader *r, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		char *line = hj_strndup(r->a, text, n);
		const char *whole = hj_strdup(r->a, line);

		if (!take_line(r, line)) {
			hj_fail(r->err, HJ_ERR_INPUT, "stories",
			    "cannot be understood: ", whole);
			return false;
		}
		text += n + (text[n] == '\n');
	}
	return true;
}

/* ---- matters ---- */

static void
read_matters(struct reader *r, const char *text)
{
	struct hj_tsv t;

	hj_tsv_init(&t, r->a, text, strlen(text));
	while (hj_tsv_next(&t))
		*HJ_PUSH(r->a, r->out->matter, r->out->n_matter) =
		    (struct hj_matter){
			    .kinds = hj_tsv_get(&t, "kinds"),
			    .gb = hj_tsv_get(&t, "gb"),
			    .word = hj_tsv_get(&t, "word"),
			    .what = hj_tsv_get(&t, "what"),
			    .low = hj_tsv_int(&t, "low"),
			    .high = hj_tsv_int(&t, "high"),
			    .other = hj_tsv_get(&t, "other"),
			    .facts = hj_tsv_get(&t, "facts"),
			    .talk = hj_tsv_get(&t, "talk"),
			    .deal = hj_tsv_get(&t, "deal"),
			    .duty = hj_tsv_get(&t, "duty"),
		    };
}

bool
hj_stories_parse(struct hj_arena *a, const char *stories, const char *matters,
    struct hj_stories *ret, struct hj_error *err)
{
	struct reader r = { .a = a, .out = ret, .err = err };

	*ret = (struct hj_stories){ 0 };
	read_matters(&r, matters);
	return read_stories(&r, stories);
}
