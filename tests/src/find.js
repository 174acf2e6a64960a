// Finds on the page what a person would call by that name, and says what is there when it is not.
// The body of a WebDriver script: arguments are the kind, the name, and the name of the part of the
// page to stay within (or null). Returns { element } or { why }.
const [kind, wanted, within] = arguments;

const BUTTON = "button, summary, input[type=submit], input[type=button], input[type=reset], [role=button]";
const LINK = "a[href], [role=link]";
const TICK = "input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]";
const FIELD =
  "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=checkbox], [type=radio]), " +
  "textarea, select, [contenteditable=true], [role=combobox], [role=textbox], [role=searchbox], [role=spinbutton]";
const KINDS = {
  button: BUTTON,
  link: LINK,
  tick: TICK,
  field: FIELD,
  option: "[role=option], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=treeitem]",
  part:
    "main, nav, aside, header, footer, section, form, fieldset, dialog, table, tr, li, article, [role=dialog], " +
    "[role=alertdialog], [role=region], [role=row], [role=group], [role=tabpanel], [role=listitem], [role=listbox]",
};
KINDS.thing = [BUTTON, LINK, TICK, KINDS.option, "[role=tab], [role=row], [role=gridcell], tr, td, label"].join(", ");

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

// The words inside an element as a screen reader says them: nothing hidden, no control's own value.
function words(node, isLabel) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
  if (isLabel && node.matches("input, select, textarea, button")) return "";
  const own = node.getAttribute("aria-label") ?? node.getAttribute("alt");
  return own ?? [...node.childNodes].map((child) => words(child, isLabel)).join(" ");
}

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) {
    const labels = by.split(/\s+/).map((id) => document.getElementById(id));
    return tidy(labels.map((label) => (label ? words(label, true) : "")).join(" "));
  }
  if (element.hasAttribute("aria-label")) return tidy(element.getAttribute("aria-label"));
  if (element.labels?.length) return tidy([...element.labels].map((label) => words(label, true)).join(" "));
  if (element.matches("input[type=submit], input[type=button], input[type=reset]")) return tidy(element.value);
  const title = element.querySelector(":scope > legend, :scope > caption, :scope > h1, :scope > h2, :scope > h3, :scope > header h2");
  if (kind === "part" && title) return tidy(words(title));
  const text = element.matches("input, select, textarea") ? "" : tidy(words(element));
  return text || tidy(element.getAttribute("title") ?? element.getAttribute("placeholder"));
}

function isThere(element) {
  if (element.closest("[inert], [aria-hidden=true]")) return false;
  return element.checkVisibility({ visibilityProperty: true });
}

// The best of what bears the name: exactly it, then but for case and a required mark, then as a part
// of a longer name, if there is only one such.
function choose(elements, name) {
  const named = elements.map((element) => ({ element, name: nameOf(element) })).filter((one) => one.name);
  const plain = (text) => text.replace(/\s*\*$/, "").toLowerCase();
  const exact = named.filter((one) => one.name === name);
  const alike = exact.length ? exact : named.filter((one) => plain(one.name) === plain(name));
  if (alike.length) return { element: frontmost(alike).element };
  const longer = named.filter((one) => one.name.includes(name));
  // A row, its cell and the link in the cell may share the words: the innermost is meant.
  const inner = longer.filter((one) => !longer.some((other) => other !== one && one.element.contains(other.element)));
  if (inner.length === 1) return { element: inner[0].element };
  const names = (inner.length ? inner : named).slice(0, 40).map((one) => `"${one.name.slice(0, 60)}"`);
  const several = inner.length ? "several" : "no";
  return { why: `there is ${several} ${kind} "${name}"; there are: ${[...new Set(names)].join(", ") || "none"}` };
}

// An open dialog lies over the rest of the page.
function frontmost(found) {
  const inFront = found.filter((one) => one.element.closest("dialog[open], [role=dialog], [role=alertdialog]"));
  return inFront.at(-1) ?? found[0];
}

let root = document;
if (within !== null) {
  const part = choose([...document.querySelectorAll(KINDS.part)].filter(isThere), within);
  if (!part.element) return { why: part.why.replace(kind, "part of the page") };
  root = part.element;
}
if (kind === "text") return { text: tidy(root === document ? document.body.innerText : root.innerText) };
if (kind === "focus") {
  // The page itself has the focus where nothing on it has.
  const focused = document.activeElement;
  return { text: focused && !focused.matches("body, main") ? nameOf(focused) : "" };
}

const found = choose([...root.querySelectorAll(KINDS[kind])].filter(isThere), wanted);
if (!found.element) return found;
const element = found.element;
if (element.disabled || element.getAttribute("aria-disabled") === "true") {
  return { why: `the ${kind} "${wanted}" is there but disabled` };
}
// A box that is drawn by its label is clicked through it, as people do.
const box = element.getBoundingClientRect();
if (kind === "tick" && element.labels?.length && (box.width < 8 || getComputedStyle(element).opacity === "0")) {
  return { element: element.labels[0], isOn: element.checked };
}
const isOn = element.checked ?? element.getAttribute("aria-checked") === "true";
return { element, isOn, isSelect: element.tagName === "SELECT" };
