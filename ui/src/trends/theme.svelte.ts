// Whether the computer is set to dark, as it is now.

/** Follows the system's setting for the life of a component. */
export function isDarkNow(): { readonly current: boolean } {
  const query = matchMedia('(prefers-color-scheme: dark)');
  let isDark = $state(query.matches);
  $effect(() => {
    const hear = () => (isDark = query.matches);
    query.addEventListener('change', hear);
    return () => query.removeEventListener('change', hear);
  });
  return {
    get current() {
      return isDark;
    },
  };
}
