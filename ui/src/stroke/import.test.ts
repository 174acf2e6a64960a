// Facts about reading a file for import.
import { expect, test } from 'vitest';
import { base64Of } from './import';

test('a file of any size arrives byte by byte', async () => {
  for (const size of [0, 1, 2, 3, 0x8000, 0x8000 * 3 + 5]) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256);
    const back = Uint8Array.from(atob(await base64Of(new Blob([bytes]))), (letter) => letter.charCodeAt(0));
    expect(back).toEqual(bytes);
  }
});
