// A card beside a citation: the cited passages, copied from the references of the same page. Without this script a
// citation is a link to them. A pointer that rests on a citation or keyboard focus shows the card in passing; a click,
// a tap or Enter moves into it. Escape closes it and gives the focus back.
(() => {
  "use strict";

  const CITATION = "a.cite[href^='#ref-'], a.note[href^='#note-']";
  const OPEN_AFTER = 250; // milliseconds: a pointer that passes over a line opens nothing
  const CLOSE_AFTER = 300; // and one on its way into the card closes nothing
  const GAP = 8;

  let citation = null; // whose card is open
  let pinned = false; // opened on purpose, so only closed on purpose
  let timer = 0;

  const card = document.createElement("div");
  const close = document.createElement("button");
  const body = document.createElement("div");
  card.className = "passage-card md-typeset";
  card.id = "passage-card";
  card.tabIndex = -1;
  card.hidden = true;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-labelledby", "passage-card-title");
  card.setAttribute("aria-describedby", "passage-card-said");
  close.type = "button";
  close.className = "close";
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  body.className = "passages";
  card.append(body, close);

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const led = (link) => document.getElementById(link.getAttribute("href").slice(1));

  // The entries that a citation means: its passages, or its work where no passage is known.
  const entries = (link) => {
    const others = (link.dataset.also ?? "").split(" ").map((anchor) => document.getElementById(anchor));
    return [led(link), ...others].filter(Boolean);
  };

  // A copy of an entry without its anchors, which stand in the page once; of a work without the passages below it.
  const copied = (entry) => {
    const whole = entry.matches(".passage") ? entry : (entry.closest("li") ?? entry);
    const copy = document.createElement("div");
    if (whole === entry) copy.append(entry.cloneNode(true));
    else copy.append(...whole.cloneNode(true).childNodes);
    copy.querySelectorAll(".passages").forEach((list) => list.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return copy;
  };

  // What the card of a citation shows; that of a note's mark begins with the words of the note.
  const shown = (link) => {
    if (!link.matches(".note")) return entries(link).map(copied);
    const note = led(link)?.cloneNode(true);
    const inside = note ? [...note.querySelectorAll("a.cite")] : [];
    const meant = new Set(inside.flatMap(entries));
    inside.forEach((one) => one.replaceWith(...one.childNodes));
    note?.removeAttribute("id");
    return note ? [note, ...[...meant].map(copied)] : [];
  };

  const named = (part, id) => {
    if (part) part.id = id;
  };

  // Put the card under the line of the citation, or above it where there is more room, within the window.
  const place = (point) => {
    const lines = [...citation.getClientRects()];
    const line = lines.find((one) => point && one.top <= point.clientY && point.clientY <= one.bottom) ?? lines[0];
    if (!line) return hide();
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const below = window.innerHeight - line.bottom - 2 * GAP;
    const above = line.top - Math.max(header, 0) - 2 * GAP;
    card.style.maxHeight = "";
    const under = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = `${Math.max(under ? below : above, 160)}px`;
    const top = under ? line.bottom + GAP : line.top - GAP - card.offsetHeight;
    const widest = document.documentElement.clientWidth - card.offsetWidth - GAP;
    card.style.top = `${top + window.scrollY}px`;
    card.style.left = `${Math.max(GAP, Math.min(line.left, widest)) + window.scrollX}px`;
  };

  const show = (link, point) => {
    clearTimeout(timer);
    if (citation === link) return true;
    const contents = shown(link);
    if (!contents.length) return false;
    hide();
    citation = link;
    body.replaceChildren(...contents);
    named(body.querySelector(".origin") ?? body.firstElementChild, "passage-card-title");
    named(body.querySelector(".said"), "passage-card-said");
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", card.id);
    card.hidden = false;
    place(point);
    card.scrollTop = 0;
    return true;
  };

  const hide = () => {
    clearTimeout(timer);
    if (!citation) return;
    const link = citation;
    const inside = card.contains(document.activeElement);
    citation = null;
    pinned = false;
    link.setAttribute("aria-expanded", "false");
    link.removeAttribute("aria-controls");
    if (inside) link.focus({ preventScroll: true });
    clearTimeout(timer); // the focus that just came back opens nothing
    card.hidden = true;
  };

  const inUse = () => {
    if (!citation) return false;
    const marked = document.getSelection();
    const selected = marked && !marked.isCollapsed && card.contains(marked.anchorNode);
    return pinned || selected || card.contains(document.activeElement) || citation.matches(":focus-visible");
  };

  const hideUnlessUsed = () => inUse() || hide();
  const citationAt = (target) => (target instanceof Element ? target.closest(CITATION) : null);
  const isCard = (target) => target instanceof Node && card.contains(target);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = citationAt(event.target);
    if (isCard(event.target) || (link && link === citation)) clearTimeout(timer);
    else if (link && !pinned) later(() => show(link, event), OPEN_AFTER);
  });

  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || !(citationAt(event.target) || isCard(event.target))) return;
    if (!isCard(event.relatedTarget)) later(hideUnlessUsed, CLOSE_AFTER);
  });

  document.addEventListener("focusin", (event) => {
    const link = citationAt(event.target);
    if (link && link !== citation && link.matches(":focus-visible")) later(() => show(link), OPEN_AFTER);
    else if (!link && !isCard(event.target)) hide();
  });

  document.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (next && next !== citation && !isCard(next) && (event.target === citation || isCard(event.target))) hide();
  });

  // A press that begins and ends outside closes the card: no selection that ends outside does, and no scrolling.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    pressed = event.target;
  });
  document.addEventListener("pointerup", () => {
    if (citation && !isCard(pressed) && citationAt(pressed) !== citation) hide();
  });

  document.addEventListener("click", (event) => {
    if (close.contains(event.target)) return hide();
    const link = citationAt(event.target);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link === citation && pinned) {
      event.preventDefault();
      return hide();
    }
    if (!show(link, event.detail ? event : null)) return;
    event.preventDefault();
    pinned = true;
    card.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (!citation) return;
    if (event.key === "Escape") {
      event.preventDefault();
      hide();
    } else if (event.key === "Tab" && isCard(document.activeElement)) {
      leave(event);
    }
  });

  // The card stands at the end of the document: Tab beyond its ends goes on where the citation stands.
  const leave = (event) => {
    const stops = [...card.querySelectorAll("a[href], button")];
    const before = event.shiftKey && [card, stops[0]].includes(document.activeElement);
    if (before) event.preventDefault();
    if (before || (!event.shiftKey && document.activeElement === stops.at(-1))) hide();
  };

  window.addEventListener("resize", () => citation && place());
  window.addEventListener("pagehide", hide);

  const start = () => {
    document.body.append(card);
    for (const link of document.querySelectorAll(CITATION)) {
      link.setAttribute("aria-haspopup", "dialog");
      link.setAttribute("aria-expanded", "false");
      link.removeAttribute("title"); // the card says more, and would stand beside it
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
