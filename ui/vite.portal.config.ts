// How the patients' portal is bundled for the server, which takes the files into its program.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { packed } from './vite.packed';

const OUT = 'dist-portal';

export default defineConfig({
  plugins: [svelte(), packed(OUT)],
  base: '/portal/',
  clearScreen: false,
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'portal.html' },
  },
});
