// The browser's side begins here.

import { createApp } from 'vue'

import App from './App.vue'
import { readGlossary } from './glossary'
import { i18n, languageReady } from './language'
import { router } from './router'
import { lookWho, session } from './session'
import './style.css'

if (localStorage.getItem('large') === '1') document.documentElement.classList.add('large')
async function begin(): Promise<void> {
  await Promise.all([languageReady(), lookWho()])
  if (session.me !== null) await readGlossary()
  createApp(App).use(i18n).use(router).mount('#app')
  sessionStorage.removeItem('newer')
}
void begin()

// A part of the page that is not there any more: the interface is newer. What was
// written is kept; once.
addEventListener('vite:preloadError', () => {
  if (sessionStorage.getItem('newer') !== null) return
  sessionStorage.setItem('newer', '1')
  location.reload()
})
void navigator.serviceWorker?.register('/sw.js')
