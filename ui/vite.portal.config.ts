// How the patients' portal is bundled for the server, which takes the files into its program: packed already, so that
// it packs nothing while it serves.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const OUT = 'dist-portal';

function packed(): Plugin {
  return {
    name: 'packed',
    closeBundle() {
      for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name.endsWith('.gz')) continue;
        const path = join(entry.parentPath, entry.name);
        const plain = readFileSync(path);
        const small = gzipSync(plain, { level: 9 });
        if (small.length < plain.length) writeFileSync(`${path}.gz`, small);
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), packed()],
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
