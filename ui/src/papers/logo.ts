// A picture chosen as the clinic's logo: taken as it is where it is small, drawn smaller where it is not.
import { fittedSize } from '../patients/photo';
import { base64Of } from '../stroke/import';

/** What the clinic takes. */
export const MOST_BYTES = 512 * 1024;
/** A larger file is no logo but a slip of the hand: it is not even read. */
export const LARGEST_FILE = 20 * 1024 * 1024;
const LONGEST_SIDE_PX = 1000;

export type ReadLogo = { base64: string } | { trouble: 'logo_too_large' | 'not_an_image' };

/** What the file really is, whatever it is called. */
export function pictureKind(head: Uint8Array): 'png' | 'jpeg' | undefined {
  const startsWith = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (startsWith(0xff, 0xd8, 0xff)) return 'jpeg';
  return undefined;
}

/** The address of a logo for the window, from its base64. */
export function logoUrl(base64: string): string {
  return `data:image/${base64.startsWith('iVBOR') ? 'png' : 'jpeg'};base64,${base64}`;
}

/** Reads a chosen file. */
export async function readLogo(file: Blob): Promise<ReadLogo> {
  if (file.size > LARGEST_FILE) return { trouble: 'logo_too_large' };
  const kind = pictureKind(new Uint8Array(await file.slice(0, 8).arrayBuffer()));
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return { trouble: 'not_an_image' };
  const isSmall = file.size <= MOST_BYTES && Math.max(picture.width, picture.height) <= LONGEST_SIDE_PX;
  if (kind && isSmall) return { base64: await base64Of(file) };
  const base64 = drawSmaller(picture);
  return base64 ? { base64 } : { trouble: 'logo_too_large' };
}

/** As PNG, which keeps what is see-through; a photograph of a sign becomes a JPEG. */
function drawSmaller(picture: ImageBitmap): string | undefined {
  for (const side of [LONGEST_SIDE_PX, 600]) {
    const { width, height } = fittedSize(picture.width, picture.height, side);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const paint = canvas.getContext('2d');
    if (!paint) return undefined;
    paint.imageSmoothingQuality = 'high';
    paint.drawImage(picture, 0, 0, width, height);
    const png = fitting(canvas.toDataURL('image/png'));
    if (png) return png;
    // What is see-through would turn black.
    paint.globalCompositeOperation = 'destination-over';
    paint.fillStyle = 'white';
    paint.fillRect(0, 0, width, height);
    const jpeg = fitting(canvas.toDataURL('image/jpeg', 0.85));
    if (jpeg) return jpeg;
  }
  return undefined;
}

function fitting(url: string): string | undefined {
  const base64 = url.split(',')[1] ?? '';
  return base64 !== '' && base64.length * 0.75 <= MOST_BYTES ? base64 : undefined;
}
