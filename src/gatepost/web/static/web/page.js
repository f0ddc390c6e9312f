// The few things that HTML does not do by itself. Every page is complete without them.

const menus = () => document.querySelectorAll("details[data-menu][open]");

// An error summary is what a reader should meet first.
function meetErrors() {
  document.querySelector("[data-error-summary]")?.focus();
}

document.addEventListener("DOMContentLoaded", meetErrors);

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

// What cannot be fetched while somebody fills a form is said, and the form still works as a form.
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(trouble, () => {
    document.querySelector("[data-trouble]").hidden = false;
  });
}
