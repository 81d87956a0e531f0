// A filter above a matrix of some length: by family, by a source that speaks, contested propositions only. Without this
// script all rows are shown.
(() => {
  "use strict";

  const ENOUGH = 8; // rows that are worth a filter

  const words = (element) => element?.textContent.trim() ?? "";

  const choice = (title, names) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    names.forEach((name, index) => select.add(new Option(name, index ? name : "")));
    label.append(title, select);
    return [label, select];
  };

  const filtered = (matrix) => {
    const rows = [...matrix.querySelectorAll("tbody tr")];
    const heads = [...matrix.querySelectorAll("thead th")].map(words);
    const families = (row) => words(row.querySelector(".basis.under")).split(" · ").filter(Boolean);
    const known = [...new Set(rows.flatMap(families))];
    const form = document.createElement("form");
    const [byFamily, family] = choice("Family", ["all", ...known]);
    const [bySource, source] = choice("Speaking", ["any source", ...heads.slice(1)]);
    const contested = document.createElement("label");
    const only = document.createElement("input");
    const count = document.createElement("output");
    only.type = "checkbox";
    contested.append(only, "Contested only");
    form.className = "figure-filter";
    form.setAttribute("aria-label", "Filter the propositions");

    const apply = () => {
      const column = source.value ? heads.indexOf(source.value) : -1;
      const speaks = (row) => column < 0 || !row.cells[column].matches(".silent");
      const shown = (row) =>
        (!family.value || families(row).includes(family.value)) && (!only.checked || row.cells[0].matches(".contested")) && speaks(row);
      rows.forEach((row) => { row.hidden = !shown(row); });
      matrix.querySelectorAll("tr").forEach((row) => [...row.cells].forEach((cell, index) => cell.classList.toggle("chosen", index === column)));
      count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} propositions`;
    };

    form.append(...(known.length > 1 ? [byFamily] : []), bySource, contested, count);
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    matrix.before(form);
    apply();
  };

  document.querySelectorAll(".matrix").forEach((matrix) => {
    if (matrix.querySelectorAll("tbody tr").length >= ENOUGH) filtered(matrix);
  });
})();
