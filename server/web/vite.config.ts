// How the pages are built; `npm run build`, which scripts/up and scripts/test do.
//
// Nothing is written into the page itself: the service forbids inline script
// and style, and data: addresses.
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { whitespace: 'preserve' } } })],
  define: { __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false, __VUE_PROD_DEVTOOLS__: false },
  build: {
    target: 'chrome86',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    manifest: 'manifest.json',
    reportCompressedSize: false,
    // Short: they are words of the log.
    rollupOptions: { output: { chunkFileNames: (c) => `assets/${c.name.split('.')[0]}-[hash].js` } },
  },
})
