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
}
void begin()
