// Before the first paint: where the site lies, and the colours that the reader chose last. Material's script asks for these names.
(() => {
  "use strict";

  const scope = new URL("..", document.currentScript.src);
  const name = (key, base) => `${base.pathname}.${key}`;

  window.__md_scope = scope;
  // A reader who allows no storage chooses anew on each page.
  const allowed = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  window.__md_get = (key, storage, base = scope) => allowed(() => JSON.parse((storage ?? localStorage).getItem(name(key, base))));
  window.__md_set = (key, value, storage, base = scope) =>
    allowed(() => (storage ?? localStorage).setItem(name(key, base), JSON.stringify(value)));
  window.__md_hash = (words) => [...words].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);

  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const chosen = window.__md_get("__palette")?.color;
  document.body.dataset.mdColorScheme = chosen?.scheme ?? (dark ? "slate" : "default");
})();
