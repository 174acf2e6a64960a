// How the administrators' page is bundled for the server: the window's own screens, with HTTP where the window has its
// bridge to the program.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { packed } from './vite.packed';

const OUT = 'dist-admin';
const bridge = fileURLToPath(new URL('src/admin/bridge.ts', import.meta.url));

export default defineConfig({
  plugins: [svelte(), packed(OUT)],
  base: '/admin/',
  clearScreen: false,
  resolve: { alias: { '@tauri-apps/api/core': bridge, '@tauri-apps/api/event': bridge } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The window's own screens: one file, packed to a third, that is kept for a year.
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'admin.html' },
  },
});
