// Facts about bringing a field into view.
// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { revealFocused } from './reveal';

const shown = vi.fn();
beforeEach(() => {
  shown.mockReset();
  document.body.innerHTML = '<div class="field"><label>Severity</label><input type="radio" /><p>is missing</p></div>';
  Element.prototype.scrollIntoView = function () {
    shown(this.className);
  };
  document.addEventListener('focusin', revealFocused);
});
afterEach(() => document.removeEventListener('focusin', revealFocused));

const radio = () => document.querySelector('input')!;
const focus = () => radio().dispatchEvent(new FocusEvent('focusin', { bubbles: true }));

test('what takes the focus by keyboard comes into view as a whole field', () => {
  focus();
  expect(shown, 'label and sentence come with it').toHaveBeenCalledExactlyOnceWith('field');
});

test('nothing moves under the pointer between pressing and letting go', () => {
  radio().dispatchEvent(new Event('pointerdown', { bubbles: true }));
  focus();
  expect(shown, 'the click would fall beside the radio').not.toHaveBeenCalled();
  radio().dispatchEvent(new Event('pointerup', { bubbles: true }));
  focus();
  expect(shown).toHaveBeenCalledOnce();
});
