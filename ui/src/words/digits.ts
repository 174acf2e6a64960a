// Digits of any script as 0–9: a keypad set to Arabic or Devanagari types the same numbers.

const DECIMAL_DIGIT = /\p{Nd}/u;

/** Replaces every decimal digit of any script by its ASCII form. */
export function asciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit)));
}

/** Unicode keeps each script's ten digits in one run, zero first: the distance to the run's start is the value. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let distance = 0;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(code - distance - 1))) distance++;
  return distance % 10;
}

/** Removes the invisible marks that right-to-left text brings along when it is pasted. */
export function withoutMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '');
}
