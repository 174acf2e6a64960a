// Light or dark, and how large the text is: the person's choice, else the system's.
import { remember, remembered } from './remember';

export type Theme = 'system' | 'light' | 'dark';
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

function storedTheme(): Theme {
  const stored = remembered('theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function storedSize(): TextSize {
  const stored = Number(remembered('text-size'));
  return TEXT_SIZES.find((size) => size === stored) ?? 100;
}

let theme = $state<Theme>(storedTheme());
let textSize = $state<TextSize>(storedSize());

function show(): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.fontSize = textSize === 100 ? '' : `${(87.5 * textSize) / 100}%`;
}

export const look = {
  get theme(): Theme {
    return theme;
  },
  set theme(wanted: Theme) {
    theme = wanted;
    remember('theme', wanted);
    show();
  },
  /** Per cent of the base size. */
  get textSize(): TextSize {
    return textSize;
  },
  set textSize(wanted: TextSize) {
    textSize = wanted;
    remember('text-size', String(wanted));
    show();
  },
  /** Puts the stored choices on the page; once, at start. */
  start: show,
};
