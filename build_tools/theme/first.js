// Before the first paint: the colours that the reader chose last. A page that is Material's own asks for the other names.
(() => {
  "use strict";

  const scope = new URL("..", document.currentScript.src);
  const name = (key, base) => `${base.pathname}.${key}`;
  // A reader who allows no storage chooses anew on each page.
  const allowed = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  window.__md_scope = scope;
  window.__md_get = (key, storage, base = scope) => allowed(() => JSON.parse((storage ?? localStorage).getItem(name(key, base))));
  window.__md_set = (key, value, storage, base = scope) =>
    allowed(() => (storage ?? localStorage).setItem(name(key, base), JSON.stringify(value)));
  window.__md_hash = (words) => [...words].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);

  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = window.__md_get("__palette")?.color?.scheme ?? (dark ? "slate" : "default");
  document.documentElement.classList.replace("no-js", "js");
})();
