// Everything a screen needs to write a form.
export { default as Checkbox } from './Checkbox.svelte';
export { default as Combobox } from './Combobox.svelte';
export { default as DateField } from './DateField.svelte';
export { default as Form } from './Form.svelte';
export { default as NumberField } from './NumberField.svelte';
export { default as RadioGroup } from './RadioGroup.svelte';
export { default as Select } from './Select.svelte';
export { default as TextArea } from './TextArea.svelte';
export { default as TextField } from './TextField.svelte';
export { default as TimeField } from './TimeField.svelte';
export { loose, type Bound } from './bound.svelte';
export { createForm, type FormOptions, type FormState } from './form.svelte';
export { type Option } from './options';
