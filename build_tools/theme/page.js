// What the menu and the contents need of a script: without it both are there, as a check box and as a list to open.
(() => {
  "use strict";

  const wide = matchMedia("(min-width: 60em)");
  const contents = document.querySelector("details.contents");
  const toggle = document.getElementById("__drawer");
  const menu = document.getElementById("__menu");

  // Beside the text the contents stand open; on a phone they are one line until they are asked for.
  const unfold = () => contents && (contents.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();

  if (!toggle || !menu) return;
  toggle.setAttribute("aria-controls", menu.id);
  toggle.addEventListener("change", () => toggle.checked && menu.querySelector("a")?.focus({ preventScroll: true }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.checked = false;
    toggle.focus();
  });
})();
