// One's own account: opened in the side workspace, kept current here.
import { asCallError, call } from '../call';
import { openWorkspace } from '../frame/workspace.svelte';
import { dismissAll, sayFailed } from '../frame/toasts.svelte';
import type { Theme } from '../generated/commands';
import { look } from '../look/theme.svelte';
import { session } from '../session.svelte';
import { sayError } from '../words/errors';
import type { Language } from '../words/locale.svelte';
import { t } from '../words/t.svelte';
import Profile from './Profile.svelte';
import { showAs } from './welcome';

/** Opens one's profile as the clinic has it now. */
export async function openProfile(): Promise<void> {
  try {
    const account = await call('my_profile');
    openWorkspace(Profile, { title: t.accounts.profile, subtitle: account.name, props: { account } });
  } catch (thrown) {
    sayFailed(sayError(asCallError(thrown)));
  }
}

/** The theme at once, and on the account for the next sign-in. */
export async function chooseTheme(theme: Theme): Promise<void> {
  look.theme = theme;
  // A theme that is not remembered is not worth a word.
  await update({ theme }).catch(() => undefined);
}

/** The language of one's screens, from now on and at the next sign-in. */
export async function chooseLanguage(language: Language): Promise<void> {
  // What was said in the other language is said no more.
  dismissAll();
  await update({ language }).catch((thrown: unknown) => sayFailed(sayError(asCallError(thrown))));
}

async function update(changed: { theme?: Theme; language?: Language }): Promise<void> {
  const { name, language, theme, version } = await call('my_profile');
  const saved = await call('update_profile', { name, language, theme, version, ...changed });
  session.rename(saved);
  showAs(saved);
}
