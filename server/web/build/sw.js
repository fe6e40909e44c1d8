// The pages without a line: what a telephone needs is kept here with each
// version of the interface.  Answers of the service are not; src/kept.ts keeps
// those that it may.
const version = '__VERSION__'
const files = __FILES__
const patience = 4000 // ms for the page itself, before the kept one is shown

self.addEventListener('install', (e) => {
  e.waitUntil(caches.open(version).then((c) => c.addAll(files)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (e) => {
  const old = caches.keys().then((all) => Promise.all(all.filter((name) => name !== version).map((name) => caches.delete(name))))
  e.waitUntil(old.then(() => self.clients.claim()))
})

const late = () => new Promise((_, failed) => setTimeout(failed, patience))

self.addEventListener('fetch', (e) => {
  const { pathname, origin } = new URL(e.request.url)
  if (e.request.method !== 'GET' || origin !== location.origin) return
  if (e.request.mode === 'navigate') {
    e.respondWith(Promise.race([fetch(e.request), late()]).catch(() => caches.match('/')))
  } else if (files.includes(pathname)) {
    e.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(e.request)))
  }
})
