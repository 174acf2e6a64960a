// Packs what was built, so that the server that takes it into its program packs nothing while it serves.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Beside each file of the folder, the same packed with gzip, where that is smaller. */
export function packed(folder: string): Plugin {
  return {
    name: 'packed',
    closeBundle() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name.endsWith('.gz')) continue;
        const path = join(entry.parentPath, entry.name);
        const plain = readFileSync(path);
        const small = gzipSync(plain, { level: 9 });
        if (small.length < plain.length) writeFileSync(`${path}.gz`, small);
      }
    },
  };
}
