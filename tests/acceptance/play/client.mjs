// HTTP as one person of the fixture: an API key, no cookies, no database.

import { randomBytes } from 'node:crypto';

/** An answer: status, headers that matter, text, and the text as JSON if it is. */
async function read(reply) {
  const text = await reply.text();
  let json = null;
  try {
    json = text === '' ? null : JSON.parse(text);
  } catch {
    json = null;
  }
  const { status, headers } = reply;
  return { status, etag: headers.get('etag'), type: headers.get('content-type'), text, json };
}

/** Somebody who asks; `headers` say who. */
export class Client {
  constructor(url, headers) {
    this.url = url;
    this.headers = headers;
  }

  async send(method, path, { body, headers = {}, key = randomBytes(16).toString('hex') } = {}) {
    const written = method !== 'GET';
    return read(await fetch(this.url + path, {
      method,
      headers: {
        ...this.headers,
        ...(written ? { 'Content-Type': 'application/json', 'Idempotency-Key': key } : {}),
        ...headers,
      },
      body: written ? JSON.stringify(body ?? {}) : undefined,
    }));
  }

  get(path) {
    return this.send('GET', path);
  }

  post(path, body, options = {}) {
    return this.send('POST', path, { ...options, body });
  }

  /** All items of a paged list. */
  async all(path) {
    const items = [];
    let next = `${path}${path.includes('?') ? '&' : '?'}limit=200`;
    while (next) {
      const reply = await this.get(next);
      if (reply.status !== 200) throw new Error(`GET ${next}: ${reply.status} ${reply.text}`);
      items.push(...reply.json.items);
      next = reply.json.next ? `${path}?limit=200&${reply.json.next}` : null;
    }
    return items;
  }
}

/** Sign in with a password; the session's cookie and token in every request. */
export async function signIn(url, login, password) {
  const reply = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ login, password }),
  });
  const answer = await read(reply);
  if (answer.status !== 200) throw new Error(`sign-in of ${login}: ${answer.status} ${answer.text}`);
  const cookie = reply.headers.get('set-cookie').split(';')[0];
  return new Client(url, { Cookie: cookie, 'X-CSRF-Token': answer.json.csrf, Origin: url });
}

export const withKey = (url, key) => new Client(url, { Authorization: `Bearer ${key}` });

/** What a refusal says, in one line. */
export function refusalLine({ status, json }) {
  const rule = json?.rule ?? json?.type?.replace('/problems/', '') ?? 'none';
  const field = json?.field ? ` field=${json.field}` : '';
  return `${status} rule=${rule} art=${json?.article ?? 'none'}${field}`;
}
