// The few things that HTML does not do by itself. Every page is complete without them.

const menus = () => document.querySelectorAll("details[data-menu][open]");

// An error summary is what a reader should meet first.
function meetErrors() {
  document.querySelector("[data-error-summary]")?.focus();
}

document.addEventListener("DOMContentLoaded", meetErrors);

// Whoever came into a field before htmx listened comes into it now.
document.addEventListener("htmx:load", () => {
  if (document.activeElement.hasAttribute("hx-trigger")) document.activeElement.dispatchEvent(new Event("focus"));
}, { once: true });

// Menus close when something else is pressed, and by Escape, which hands the focus back.
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The sentence with gaps asks by itself once a choice is settled: at once where it is picked, after a rest where it is typed, as there
// every key may choose something else. An answer on its way is old by then, and would take the place of what was chosen since.
const REST = 700;
let typing = false;
let settling;

function settle(form) {
  htmx.trigger(form, "htmx:abort");
  clearTimeout(settling);
  settling = setTimeout(() => { settling = undefined; htmx.trigger(form, "settled"); }, typing ? REST : 0);
}

document.addEventListener("pointerdown", () => { typing = false; });

document.addEventListener("keydown", (event) => {
  typing = true;
  if (settling && event.target.form?.matches(".sentence-form")) settle(event.target.form);
});

document.addEventListener("change", (event) => {
  if (event.target.form?.matches(".sentence-form")) settle(event.target.form);
});

// What cannot be fetched while somebody fills a form is said, and the form still works as a form.
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(trouble, () => {
    document.querySelector("[data-trouble]").hidden = false;
  });
}

// What is pressed twice is sent once. A while later it can be sent again, as after a form that only downloads a file.
const WHILE = 5000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, WHILE);
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
