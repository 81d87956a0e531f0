// The search in the header, and the one of the page for missing addresses. What is typed goes to `search_engine.js`, which is
// loaded when a reader first turns to the search. `/` leads into the box, arrows through the hits, Escape out again.
(() => {
  "use strict";

  const ENGINE = new URL("search_engine.js", document.currentScript.src);
  const SHOWN = 10;
  const PAUSE = 120; // milliseconds without a key before it looks

  let engine;
  const started = () => {
    engine ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = ENGINE;
      script.onload = () => resolve(window.dossierSearch);
      script.onerror = () => reject(new Error(`${ENGINE} can't be loaded`));
      document.head.append(script);
    });
    return engine;
  };

  const made = (tag, given = {}, ...content) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...content);
    return element;
  };

  // A hit's text with the words marked that match. Words are counted as the index counts them.
  const marked = (text, places, pattern) => {
    const parts = [];
    let [end, place] = [0, 0];
    for (const word of text.matchAll(pattern)) {
      if (places.has(place)) {
        parts.push(text.slice(end, word.index), made("mark", {}, word[0]));
        end = word.index + word[0].length;
      }
      place += 1;
    }
    return [...parts, text.slice(end)];
  };

  const shown = (hit, { root, WORD }) => {
    const words = made("span", { className: "search-text" }, ...marked(hit.text, hit.places, WORD));
    const link = made("a", { href: new URL(hit.address, root), className: `search-hit kind-${hit.kind}` }, words);
    for (const [name, told] of [["search-note", hit.note], ["search-about", hit.about]]) if (told) link.append(made("span", { className: name }, told));
    return made("li", {}, link);
  };

  // A place that shows hits: the header's box or a page. `ask` looks for a text under filters.
  const finder = (place) => {
    const [status, list, more] = ["search-status", "search-hits", "search-more"].map((name) => place.querySelector(`.${name}`));
    const first = status.textContent;
    let asked = 0;
    let next = () => {};

    const clear = () => {
      asked += 1;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = first;
    };

    const mended = (text, instead) => instead.reduce((words, [typed, meant]) => words.replace(typed, meant), text.trim());
    const tell = (text, found, again) => {
      const number = `${found.count.toLocaleString()} ${found.count === 1 ? "result" : "results"}`;
      status.replaceChildren(found.count ? number : "Nothing found");
      if (found.unknown.length) status.append(`; no text here has ${found.unknown.map((word) => `“${word}”`).join(", ")}`);
      if (!found.instead.length) return status.append(".");
      const right = made("button", { type: "button", className: "search-instead", onclick: () => again(mended(text, found.instead)) }, mended(text, found.instead));
      return status.append(". Did you mean ", right, "? It was looked for instead.");
    };

    const ask = async (text, filters, again = () => {}) => {
      if (!text.trim() && !filters.length) return clear();
      asked += 1;
      const mine = asked;
      try {
        const search = await started();
        const found = await search.search(text, filters);
        let from = 0;
        const batch = async () => {
          const hits = await found.hits(from, from + SHOWN);
          if (mine !== asked) return undefined;
          if (!from) list.replaceChildren();
          const items = hits.map((hit) => shown(hit, search));
          list.append(...items);
          from += SHOWN;
          more.hidden = from >= found.count;
          return items[0]?.firstChild;
        };
        if (mine !== asked) return undefined;
        next = batch;
        await batch();
        if (mine === asked) tell(text, found, again);
        status.dataset.asked = text;
      } catch (error) {
        status.textContent = `The search can't be used: ${error.message}.`;
      }
      return undefined;
    };

    more.addEventListener("click", async () => (await next())?.focus());
    return { ask, clear, links: () => [...list.querySelectorAll("a")] };
  };

  // ---- the box in the header -----------------------------------------------------------------------------------------

  const box = (place) => {
    const [form, input, filters] = ["form", "input", ".search-filters"].map((name) => place.querySelector(name));
    const toggle = document.getElementById("__search");
    const { ask, clear, links } = finder(place.querySelector("[data-search-found]"));
    let timer = 0;

    const chosen = () => [...filters.querySelectorAll("select")].filter((one) => one.value).map((one) => [one.value]);
    const look = () => {
      clearTimeout(timer);
      const some = chosen();
      filters.querySelector("summary").textContent = some.length ? `Filter (${some.length})` : "Filter";
      return ask(input.value, some, correct);
    };
    const correct = (text) => {
      input.value = text;
      input.focus();
      look();
    };

    const open = () => {
      toggle.checked = true;
      started().catch(() => {});
    };
    const close = () => {
      toggle.checked = false;
      if (place.contains(document.activeElement)) document.activeElement.blur();
    };

    const choices = async () => {
      const search = await started();
      const offered = (await search.filters()).map(([name, title, some]) => {
        const options = some.map(([term, words, count]) => made("option", { value: term }, `${words} (${count.toLocaleString()})`));
        return made("label", {}, made("span", {}, title), made("select", { name, onchange: look }, made("option", { value: "" }, "any"), ...options));
      });
      filters.querySelector(".search-choices").replaceChildren(...offered);
    };
    filters.addEventListener("toggle", () => filters.open && !filters.querySelector("select") && choices().catch(() => {}));

    input.addEventListener("focus", open);
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await look();
      links()[0]?.click();
    });
    form.addEventListener("reset", () => {
      clearTimeout(timer);
      setTimeout(() => (chosen().length ? look() : clear()));
      input.focus();
    });
    toggle.addEventListener("change", () => (toggle.checked ? input.focus() : close()));
    place.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !place.contains(relatedTarget) && close());
    place.addEventListener("click", ({ target }) => target.closest(".search-hit") && close());

    const step = (by) => {
      const stops = [input, ...links()];
      const at = stops.indexOf(document.activeElement.closest("input, .search-hit"));
      stops[Math.max(0, Math.min(stops.length - 1, at + by))].focus();
    };
    place.addEventListener("keydown", (event) => {
      const within = event.target.matches("select, summary");
      if (event.key === "Escape") close();
      else if (!within && event.key === "ArrowDown") step(1);
      else if (!within && event.key === "ArrowUp") step(-1);
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      input.focus();
      input.select();
    });

    // An address that ends in ?q=words opens the search with them, so that a search can be sent to somebody.
    const given = new URLSearchParams(location.search).get("q");
    if (given) {
      input.value = given;
      input.focus();
      look();
    }
  };

  // The words of the last part of an address that leads nowhere.
  const wanted = () => {
    const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
    return decodeURIComponent(`${last} ${location.hash}`).replace(/\.html?\b|\bindex\b/g, " ").replace(/[\W_]+/gu, " ").trim();
  };

  const missing = (place) => {
    const words = wanted();
    place.hidden = !words;
    if (words) finder(place).ask(words, []);
  };

  const start = () => {
    document.querySelectorAll("[data-search]").forEach(box);
    document.querySelectorAll("[data-search-missing]").forEach(missing);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
