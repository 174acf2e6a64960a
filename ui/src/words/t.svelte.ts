// The words of the screens: `t.patients.title` is the message in the clinic's language, and changes with it.
import { ar } from '../messages/ar';
import { en, type Messages } from '../messages/en';
import { currentLanguage, type Language } from './locale.svelte';

const catalogues: Record<Language, Messages> = { en, ar };

/** The messages. Reading one in a component makes the component follow the language. */
export const t: Messages = new Proxy({} as Messages, {
  get: (_, section) => catalogues[currentLanguage()][section as keyof Messages],
});
