// The calendar of posts: a post is dragged to another day or hour, or its Move pressed; a dialog then says what follows, and asks.
// Without this, Move leads to the same form on a page of its own.

const dialog = document.querySelector("[data-moving]");
let carried;

async function ask(address) {
  await htmx.ajax("GET", address, { target: dialog, swap: "innerHTML" });
  if (dialog.childElementCount) dialog.showModal();
  else location.assign(address);
}

function place(event) {
  const found = event.target.closest("[data-day]");
  return carried && found && !found.contains(carried) ? found : null;
}

function unmark() {
  for (const marked of document.querySelectorAll(".plan-over")) marked.classList.remove("plan-over");
}

for (const card of document.querySelectorAll("[data-move]")) {
  card.draggable = true;
  for (const link of card.querySelectorAll("a")) link.draggable = false;
  document.querySelector("[data-dragging]").hidden = false;
}

document.addEventListener("dragstart", (event) => {
  carried = event.target.closest?.("[data-move]");
  if (!carried) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", carried.textContent.trim());
});

document.addEventListener("dragover", (event) => {
  unmark();
  const over = place(event);
  if (!over) return;
  event.preventDefault();
  over.classList.add("plan-over");
});

document.addEventListener("drop", (event) => {
  const onto = place(event);
  if (!onto) return;
  event.preventDefault();
  const { day, hour } = onto.dataset;
  ask(`${carried.dataset.move}&to=${day}${hour ? `&hour=${hour}` : ""}`);
});

document.addEventListener("dragend", () => {
  carried = undefined;
  unmark();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".plan-move, [data-leave]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches(".plan-move")) {
    event.preventDefault();
    ask(link.href);
  } else if (dialog.contains(link)) {
    event.preventDefault();
    dialog.close();
  }
});

dialog.addEventListener("close", () => dialog.replaceChildren());
