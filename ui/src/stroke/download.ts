// A text that leaves the window as a file.

/** Offers the text as a download; the link is gone again at once. */
export function download(name: string, text: string, type = 'text/csv'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The engine reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
