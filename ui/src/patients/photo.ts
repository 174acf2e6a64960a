// A photo small enough to travel as one change: at most 240 px, at most 23 KiB of JPEG.

const LONGEST_SIDE_PX = 240;
const MOST_BYTES = 23 * 1024;

/** The size to draw at: never larger than it was, the longer side at most so many pixels. */
export function fittedSize(width: number, height: number, longest = LONGEST_SIDE_PX): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** How many bytes a base64 text stands for. */
export function bytesOf(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** A chosen picture as a small JPEG in base64; null where it cannot be made small enough. Throws where it is no picture. */
export async function smallJpeg(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  const { width, height } = fittedSize(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const paint = canvas.getContext('2d');
  if (!paint) return null;
  // JPEG knows no transparency: what is see-through would turn black.
  paint.fillStyle = 'white';
  paint.fillRect(0, 0, width, height);
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(picture, 0, 0, width, height);
  picture.close();
  for (const quality of [0.85, 0.75, 0.6, 0.45, 0.3, 0.15]) {
    const [head, base64 = ''] = canvas.toDataURL('image/jpeg', quality).split(',');
    if (head?.startsWith('data:image/jpeg') && bytesOf(base64) < MOST_BYTES) return base64;
  }
  return null;
}
