// A guess follows what it was guessed from until somebody types another.

/** Fills a field with a guess for as long as it holds the guess before, or nothing. Called while a component is made. */
export function follow(field: { value: string }, guess: () => string): void {
  let last = '';
  $effect(() => {
    const now = guess();
    if (field.value === last) field.value = now;
    last = now;
  });
}
