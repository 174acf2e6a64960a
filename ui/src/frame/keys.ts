// Shortcuts as text: `mod+k`, `/`, `?`, `g p` (one key after the other).

export interface Stroke {
  key: string;
  mod: boolean;
  alt: boolean;
}

/** What of a keyboard event matters. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function strokesOf(keys: string): Stroke[] {
  return keys.split(' ').map((stroke) => {
    const parts = stroke.split('+');
    const key = parts.pop() ?? '';
    return { key: key.length === 1 ? key.toLowerCase() : key, mod: parts.includes('mod'), alt: parts.includes('alt') };
  });
}

/** The keys to draw, stroke by stroke: `mod+k` is Ctrl and K. */
export function keysOf(keys: string): string[][] {
  return strokesOf(keys).map(({ key, mod, alt }) => [
    ...(mod ? ['Ctrl'] : []),
    ...(alt ? ['Alt'] : []),
    ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ]);
}

const ARROWS: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** A letter, a digit or a sign, as it is typed: no named key, and nothing held down that makes a command of it. */
export function isTyped({ key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

/** Whether the key pressed is this one, whatever script the keyboard is set to. */
export function matches(stroke: Stroke, pressed: Pressed): boolean {
  if (stroke.mod !== (pressed.ctrlKey || pressed.metaKey) || stroke.alt !== pressed.altKey) return false;
  return stroke.key === latinKey(pressed);
}

/** On an Arabic or Russian keyboard the key's place decides, as it is engraved in Latin too. */
function latinKey({ key, code, shiftKey, altKey }: Pressed): string {
  if (key.length > 1) return key;
  // With Alt held down some keyboards write another sign in a digit's place.
  if (code.startsWith('Digit') && (altKey || key > '~')) return code.slice(5);
  if (key >= ' ' && key <= '~') return key.toLowerCase();
  if (code.startsWith('Key')) return code.slice(3).toLowerCase();
  if (code === 'Slash') return shiftKey ? '?' : '/';
  return key;
}
