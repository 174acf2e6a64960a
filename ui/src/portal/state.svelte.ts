// Who is here, in which language, and on which page.
import type { Commands } from '../generated/commands';

export type Language = 'en' | 'ar';
export type Me = Commands['my_record']['output'];

export const PAGES = [
  'overview',
  'trends',
  'add',
  'appointments',
  'request',
  'medicines',
  'invoices',
  'papers',
  'messages',
  'profile',
] as const;
export type PageName = (typeof PAGES)[number];

function keptLanguage(): Language | undefined {
  try {
    const kept = localStorage.getItem('healthsync-language');
    return kept === 'ar' || kept === 'en' ? kept : undefined;
  } catch {
    return undefined;
  }
}

function browserLanguage(): Language {
  return navigator.languages.some((one) => one.startsWith('ar')) ? 'ar' : 'en';
}

class State {
  language = $state<Language>(keptLanguage() ?? browserLanguage());
  /** Nobody chose one on this browser yet: the clinic's may count. */
  isLanguageChosen = keptLanguage() !== undefined;
  me = $state.raw<Me>();
  hash = $state(location.hash);

  get isRightToLeft(): boolean {
    return this.language === 'ar';
  }

  /** The page that the address names. */
  get page(): PageName {
    const name = this.hash.replace(/^#\/?/, '').split('/')[0] as PageName;
    return PAGES.includes(name) ? name : 'overview';
  }

  /** The code in the address of an invitation. */
  get invitation(): string | undefined {
    return /^#\/invitation\/([\w-]+)/.exec(this.hash)?.[1];
  }

  speak(language: Language): void {
    this.language = language;
    this.isLanguageChosen = true;
    try {
      localStorage.setItem('healthsync-language', language);
    } catch {
      // A browser that keeps nothing asks again.
    }
  }
}

export const state = new State();
addEventListener('hashchange', () => (state.hash = location.hash));

export function go(page: PageName | 'signin' | 'register'): void {
  location.hash = `#/${page}`;
}
