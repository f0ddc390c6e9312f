// Copying what is to be posted by hand, with one press: `data-copies` is the id of the field. Without this, it is marked and copied by hand.

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const says = button.nextElementSibling;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    says.textContent = "Copied. Change nothing in it.";
  });
}
