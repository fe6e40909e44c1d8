// The pages for parties, as a browser without script sends them.
//
//   const party = openPages(service)
//   const page = await party.open('/public/progress')
//   const answer = await party.send('/public/progress', { code, secret })
//
// send() opens the page first and takes its hidden members along.

export function openPages(service, { lang = 'zh' } = {}) {
  const seen = async (reply) => {
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, text }
  }
  const unescaped = (s) => s.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')

  const party = {
    open: async (path) => seen(await fetch(`${service.url}${path}?lang=${lang}`)),

    /** Any POST, with headers as a browser sets them. */
    post: async (path, fields, headers = {}) =>
      seen(
        await fetch(`${service.url}${path}?lang=${lang}`, {
          method: 'POST',
          headers: { Origin: service.url, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
          body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
        }),
      ),

    /** The hidden members of the first form in `page` that goes to `path`. */
    hidden(page, path, holds = '') {
      const forms = page.text.match(/<form [^]*?<\/form>/g) ?? []
      const form = forms.find((f) => f.includes(`action="${path}?`) && f.includes(holds))
      if (form === undefined) throw new Error(`no form to ${path} in\n${page.text}`)
      return Object.fromEntries(
        [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((m) => [m[1], unescaped(m[2])]),
      )
    },

    send: async (path, fields) => party.post(path, { ...party.hidden(await party.open(path), path), ...fields }),
  }
  return party
}
