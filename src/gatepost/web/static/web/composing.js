// Writing a post: pictures that are dropped, pasted or taken are sent at once, and a box is drawn with the pointer. Without this the
// buttons do the same.

const form = document.querySelector("#write");
const canvas = document.querySelector("[data-canvas]");

for (const words of document.querySelectorAll(".post-drop-words")) words.hidden = false;
if (form) keepWatch(form);
if (canvas) drawBox(canvas);
// Not before the page has loaded does htmx hear what it is told to send; by then something may have been filled in.
if (form) document.addEventListener("DOMContentLoaded", () => {
  if (form.hasAttribute("hx-post")) sendPicturesAtOnce(form);
  if (isFilledIn(form)) form.dispatchEvent(new Event("input", { bubbles: true }));
});

// ---------------------------------------------------------------- pictures

function sendPicturesAtOnce(form) {
  const zone = form.querySelector("[data-drop]");
  const button = zone.querySelector("[data-add]");
  const says = zone.querySelector("[data-progress]");
  const inputs = [...zone.querySelectorAll("input[type=file]")];
  const refused = zone.querySelector("#refused");
  let waiting = [];
  let all = 0;
  let sending = false;
  button.hidden = true;

  const pictures = (files) => [...files].filter((file) => file.type.startsWith("image/"));

  function take(files) {
    if (!files.length) return;
    if (!waiting.length) refused.replaceChildren();
    waiting.push(...files);
    all += files.length;
    choose();
    if (!sending) next();
  }

  // What still waits is what is chosen, so that a button pressed meanwhile sends it with the form.
  function choose() {
    const box = new DataTransfer();
    for (const file of waiting) box.items.add(file);
    inputs.forEach((input, at) => { if (at === 0) input.files = box.files; else input.value = ""; });
  }

  // One after the other, so that each says how far it is and none is lost with another.
  function next() {
    sending = waiting.length > 0;
    if (sending) {
      button.hidden = true;
      tell("Sending");
      return htmx.trigger(button, "add");
    }
    const added = all - refused.childElementCount;
    says.textContent = added === 1 ? "The picture is added. Say what it shows." : added > 1 ? `${added} pictures are added. Say what they show.` : "";
    all = 0;
    if (added) describe();
  }

  // What is still to be said of a picture stands above where it was added: to there, unless somebody is typing.
  function describe() {
    if (document.activeElement.matches("textarea, input:not([type=file])")) return;
    [...zone.querySelectorAll(".post-picture textarea")].find((field) => !field.value)?.focus();
  }

  function tell(what, part = "") {
    const of = all > 1 ? ` picture ${all - waiting.length + 1} of ${all}` : " the picture";
    says.textContent = `${what}${of}${part} …`;
  }

  for (const input of inputs) input.addEventListener("change", (event) => { event.stopPropagation(); take(pictures(input.files)); });
  button.addEventListener("htmx:configRequest", ({ detail }) => detail.formData.set("pictures", waiting[0]));
  button.addEventListener("htmx:xhr:progress", ({ detail }) => {
    if (!detail.lengthComputable) return;
    const percent = Math.round((100 * detail.loaded) / detail.total);
    if (percent < 100) tell("Sending", `: ${percent} %`); else tell("Looking at");
  });
  button.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && isFromHere(detail.xhr)) { waiting.shift(); choose(); return next(); }
    says.textContent = "The pictures could not be sent. They are still chosen: press “Add the pictures”.";
    button.hidden = false;
    sending = false;
  });

  for (const event of ["dragover", "drop"]) form.addEventListener(event, (dropped) => {
    if (![...dropped.dataTransfer.types].includes("Files")) return;
    dropped.preventDefault();
    zone.toggleAttribute("data-over", event === "dragover");
    if (event === "drop") take(pictures(dropped.dataTransfer.files));
  });
  form.addEventListener("dragleave", () => zone.removeAttribute("data-over"));
  document.addEventListener("paste", (pasted) => {
    const files = pictures(pasted.clipboardData?.files ?? []);
    if (!files.length) return;
    pasted.preventDefault();
    take(files);
  });
  // Come back to, the page is as it was left: what was chosen has gone with the form.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    waiting = [];
    sending = false;
    choose();
  });
  take(inputs.flatMap((input) => pictures(input.files))); // chosen while the page was still loading
}

// ---------------------------------------------------------------- nothing typed is lost

function keepWatch(form) {
  let unkept = false;
  const edited = () => { unkept = true; };
  form.addEventListener("input", edited);
  form.addEventListener("submit", () => { unkept = false; });
  oneAfterTheOther(form);
  window.addEventListener("beforeunload", (leaving) => { if (unkept) leaving.preventDefault(); });

  // Names that were chosen from the list are kept now, and their fields are free for the next.
  document.body.addEventListener("chosen", ({ detail }) => {
    unkept = false;
    for (const id of detail.fields ?? []) document.getElementById(id).value = "";
  });

  // An answer from another page is the page to sign in: what was typed stays where it is.
  document.body.addEventListener("htmx:beforeSwap", (swap) => {
    const signedOut = !isFromHere(swap.detail.xhr);
    document.querySelector("[data-signed-out]").hidden = !signedOut;
    if (signedOut) swap.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful) document.querySelector("[data-trouble]").hidden = true;
  });
}

// A button waits for what is being kept just now, and nothing more is kept beside it: the page does not overtake itself. What waited to be
// kept is not kept again if the one before it has taken it along.
function oneAfterTheOther(form) {
  let edited = false;
  let keeping = 0;
  let pressed;
  let leaving = false;
  form.addEventListener("submit", (event) => {
    if (!keeping) { leaving = true; return; }
    event.preventDefault();
    pressed = event.submitter;
  });
  form.addEventListener("input", () => { edited = true; });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const words = event.target === form;
    if (leaving || (words && !edited)) return event.preventDefault();
    if (words) edited = false;
    keeping += 1;
  });
  document.body.addEventListener("htmx:afterRequest", () => {
    keeping -= 1;
    if (keeping || !pressed) return;
    const button = pressed;
    pressed = undefined;
    form.requestSubmit(button);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
}

function isFilledIn(form) {
  return [...form.elements].some((field) => {
    if (field.matches("select")) return field.selectedIndex !== Math.max([...field.options].findIndex((option) => option.defaultSelected), 0);
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    return field.matches("textarea, input:not([type=file])") && field.value !== field.defaultValue;
  });
}

function isFromHere(answer) {
  return new URL(answer.responseURL || location.href).pathname === new URL(form.action).pathname;
}

// ---------------------------------------------------------------- a box in a picture

function drawBox(canvas) {
  const drawing = canvas.querySelector("svg");
  const shown = canvas.querySelector("[data-box]");
  const fields = ["x", "y", "width", "height"].map((name) => document.querySelector(`#id_${name}`));
  let from;

  function place(event) {
    const edge = drawing.getBoundingClientRect();
    const { width, height } = drawing.viewBox.baseVal;
    const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
    return [
      within(((event.clientX - edge.left) / edge.width) * width, width),
      within(((event.clientY - edge.top) / edge.height) * height, height),
    ];
  }

  function show() {
    fields.forEach((field, at) => shown.setAttribute(["x", "y", "width", "height"][at], field.value || 0));
  }

  drawing.addEventListener("pointerdown", (event) => { from = place(event); drawing.setPointerCapture(event.pointerId); event.preventDefault(); });
  drawing.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = place(event);
    const box = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    fields.forEach((field, at) => { field.value = box[at]; });
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) drawing.addEventListener(end, () => { from = undefined; });
  for (const field of fields) field.addEventListener("input", show);
  show();
}
