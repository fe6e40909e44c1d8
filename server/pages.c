/* The pages of the browser; see pages.h. */
#include "server/pages.h"

#include "lib/base/tsv.h"
#include "server/base/files.h"

#include <string.h>

#define FOLDER "server/web/dist/"
#define LIST_MOST ((size_t)256 * 1024)
#define FILE_MOST ((size_t)4 * 1024 * 1024)

/* One coding of a file's bytes. */
struct form {
	const char *coding; /* NULL: as it is */
	const char *p;
	size_t n;
	const char *etag;
};

enum {
	BROTLI,
	GZIP,
	PLAIN,
	FORMS
};

struct file {
	const char *name;
	struct form form[FORMS];
	struct file *next;
};

/* An address; `route` is first, so that a request finds its page. */
struct page {
	struct hj_route route;
	const char *type;
	const char *cache;
	const struct file *file;
};

struct reading {
	struct hj_service *s;
	struct file *files; /* so far: several pages share one */
};

/* Does the header Accept-Encoding name `coding`, and not with weight 0? */
static bool
takes(const char *header, const char *coding)
{
	size_t n = strlen(coding);

	while (header != NULL && *header != '\0') {
		size_t len;

		header += strspn(header, ", \t");
		len = strcspn(header, ",");
		if (len >= n && strncmp(header, coding, n) == 0 &&
		    strchr(",; \t", header[n]) != NULL) {
			const char *q = header + n + strspn(header + n, "; \t");

			return strncmp(q, "q=0", 3) != 0 ||
			       strchr("123456789",
				   q[3 + strspn(q + 3, ".0")]) != NULL;
		}
		header += len;
	}
	return false;
}

static const struct form *
choose(const struct file *file, const char *accepted)
{
	for (int i = 0; i < PLAIN; i++)
		if (file->form[i].p != NULL &&
		    takes(accepted, file->form[i].coding))
			return &file->form[i];
	return &file->form[PLAIN];
}

static void
answer(struct hj_req *req)
{
	const struct page *page = (const void *)req->route;
	const struct form *form =
	    choose(page->file, hj_req_header(req, "accept-encoding"));

	hj_req_add_header(req, "ETag", form->etag);
	hj_req_add_header(req, "Cache-Control", page->cache);
	hj_req_add_header(req, "Vary", "Accept-Encoding");
	if (hj_etag_known(req, form->etag)) {
		hj_reply_empty(req, 304);
		return;
	}
	if (form->coding != NULL)
		hj_req_add_header(req, "Content-Encoding", form->coding);
	hj_reply_static(req, 200, page->type, form->p, form->n);
}

/* ---- reading ---- */

static void
read_form(struct hj_service *s, const char *name, const char *coding,
    const char *suffix, struct form *form)
{
	const char *path = hj_concat(s->arena, FOLDER, name, suffix, NULL);

	form->coding = coding;
	form->p = hj_file_read(s->arena, hj_share_path(s->arena, s->cfg, path),
	    FILE_MOST, &form->n);
	if (form->p != NULL)
		form->etag = hj_etag(s, s->arena, form->p, form->n);
}

/* The file `name`, read once; NULL if it cannot be. */
static const struct file *
find_file(struct reading *r, const char *name)
{
	struct file *file = r->files;

	while (file != NULL && strcmp(file->name, name) != 0)
		file = file->next;
	if (file != NULL)
		return file;
	file = HJ_NEW(r->s->arena, struct file);
	file->name = name;
	read_form(r->s, name, "br", ".br", &file->form[BROTLI]);
	read_form(r->s, name, "gzip", ".gz", &file->form[GZIP]);
	read_form(r->s, name, NULL, "", &file->form[PLAIN]);
	if (file->form[PLAIN].p == NULL)
		return NULL;
	file->next = r->files;
	r->files = file;
	return file;
}

/* The page of a row of the list; NULL if its file cannot be read. */
static struct page *
read_page(struct reading *r, const struct hj_tsv *t)
{
	const struct file *file = find_file(r, hj_tsv_get(t, "file"));
	struct page *page;

	if (file == NULL)
		return NULL;
	page = HJ_NEW(r->s->arena, struct page);
	*page = (struct page){
		.route = { .method = HJ_GET,
		    .pattern = hj_tsv_get(t, "path"),
		    .handler = answer,
		    .flags = HJ_ANYONE },
		.type = hj_tsv_get(t, "type"),
		.cache = hj_tsv_int(t, "forever") == 1
			     ? "public, max-age=31536000, immutable"
			     : "no-cache",
		.file = file,
	};
	return page;
}

enum hj_err
hj_pages_attach(struct hj_service *s, struct hj_error *err)
{
	struct reading r = { .s = s };
	enum hj_err code = HJ_OK;
	struct hj_tsv t;
	size_t len;
	const char *text = hj_file_read(s->arena,
	    hj_share_path(s->arena, s->cfg, FOLDER "pages.tsv"), LIST_MOST,
	    &len);

	if (text == NULL)
		return HJ_OK;
	hj_tsv_init(&t, s->arena, text, len);
	while (code == HJ_OK && hj_tsv_next(&t)) {
		struct page *page = read_page(&r, &t);

		if (page == NULL)
			return hj_fail(err, HJ_ERR_INPUT, "share",
			    "cannot read the page ", hj_tsv_get(&t, "file"));
		code = hj_router_add(s->router, &page->route, 1, err);
	}
	return code;
}
