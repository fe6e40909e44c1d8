// The places of the interface: src/pages.json; a file in pages/ each, its own
// or one that serves several.

import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'

import { toPage } from './focus'
import { menuOf } from './menu'
import pages from './pages.json'
import { session } from './session'

interface Page {
  name: string
  path: string
  file?: string // if it is called otherwise
}

const files = import.meta.glob('./pages/*.vue')

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...(pages as Page[]).map(({ name, path, file }) => ({ name, path, component: files[`./pages/${file ?? name}.vue`]! })),
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash === '' ? { top: 0 } : { el: to.hash }),
})

router.beforeEach((to) => {
  if (session.mustChange && to.name !== 'Password') return { name: 'Password' }
  if (session.me === null && !session.mustChange && to.name !== 'SignIn')
    return { name: 'SignIn', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (to.name === 'Today' && session.me !== null) {
    const entries = menuOf(session.me)
    // Who only runs the site has no matters of his own.
    if (!entries.some((e) => e.page === 'Today')) return { name: entries[0]!.page }
  }
  return true
})

// The keyboard goes on from the new page, not from where the old one was left.
router.afterEach((to, from) => {
  if (from.matched.length > 0 && to.path !== from.path) void nextTick(toPage)
})
