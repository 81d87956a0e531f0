// What stands around the text and needs a script: colours, the menu's keys, contents that follow the reader. Without it the
// menu is a check box, the contents are a list to open, and the colours are those of the reader's system.
(() => {
  "use strict";

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 60em)");
  const contents = document.querySelector("details.contents");
  const toggle = document.getElementById("__drawer");
  const menu = document.getElementById("__menu");
  const colours = document.querySelector("button.colours");

  const show = (scheme) => {
    document.body.dataset.mdColorScheme = scheme;
    colours?.setAttribute("aria-pressed", String(scheme === "slate"));
  };

  if (colours) {
    show(document.body.dataset.mdColorScheme);
    colours.hidden = false;
    colours.addEventListener("click", () => {
      const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      show(scheme);
      window.__md_set("__palette", { color: { scheme } });
    });
    dark.addEventListener("change", () => {
      show(dark.matches ? "slate" : "default");
      window.__md_set("__palette", null);
    });
  }

  // Beside the text the contents stand open; on a phone they are one line until they are asked for.
  const unfold = () => contents && (contents.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();

  // The last heading above the middle of the upper half of the window is where the reader is.
  const follow = () => {
    const links = [...contents.querySelectorAll("a")];
    const places = new Map(links.map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    const above = new Set();
    const mark = () => {
      const here = [...places].filter(([heading]) => above.has(heading)).at(-1)?.[1];
      links.forEach((link) => (link === here ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current")));
    };
    const seen = new IntersectionObserver(
      (entries) => {
        entries.forEach(({ target, boundingClientRect: box, rootBounds }) =>
          box.top < (rootBounds?.bottom ?? 0) ? above.add(target) : above.delete(target));
        mark();
      },
      { rootMargin: "9999999px 0px -75% 0px" },
    );
    places.forEach((_, heading) => heading && seen.observe(heading));
  };
  if (contents) follow();

  if (!toggle || !menu) return;
  toggle.setAttribute("aria-controls", menu.id);
  toggle.addEventListener("change", () => toggle.checked && menu.querySelector("a")?.focus({ preventScroll: true }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.checked = false;
    toggle.focus();
  });
})();
