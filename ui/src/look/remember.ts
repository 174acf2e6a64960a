// Small choices about this window (theme, folded rail) that outlive it. Never anything about a patient.

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // A private or full store: the choice lasts as long as the window.
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above.
  }
}
