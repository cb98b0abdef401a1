/* global document, location, window */
"use strict";

// Without this script every node's details are shown one below the other and the table is not filtered.
(function showOneNodeAtATime() {
  const details = [...document.querySelectorAll(".detail")];
  const hint = document.getElementById("details-hint");
  const graph = document.querySelector(".graph");
  if (!graph) return; // there are too many nodes for a picture to choose from

  function show() {
    const chosen = details.find((detail) => `#${detail.id}` === location.hash);
    if (!chosen && location.hash !== "" && hint.hidden) return; // a link to a section leaves the choice as it is
    for (const detail of details) detail.hidden = detail !== chosen;
    hint.hidden = chosen !== undefined;
    markNode(chosen);
    if (chosen) chosen.focus();
  }

  function markNode(chosen) {
    const touched = new Set(chosen ? [chosen.id] : []);
    for (const edge of document.querySelectorAll(".edge")) {
      const ends = [edge.dataset.from, edge.dataset.to];
      const touches = chosen !== undefined && ends.includes(chosen.id);
      edge.classList.toggle("chosen", touches);
      if (touches) ends.forEach((end) => touched.add(end));
    }
    for (const node of document.querySelectorAll(".node")) {
      const id = node.getAttribute("href").slice(1);
      node.classList.toggle("chosen", chosen !== undefined && id === chosen.id);
      node.classList.toggle("near", touched.has(id));
      if (chosen && id === chosen.id) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
    graph.classList.toggle("choosing", chosen !== undefined);
  }

  window.addEventListener("hashchange", show);
  show();
})();

(function filterPermissions() {
  const form = document.querySelector(".filters");
  const search = document.getElementById("search");
  const filters = [...form.querySelectorAll("[data-filter]")];
  const rows = [...document.querySelectorAll("#permission-table tbody tr")];
  const texts = rows.map((row) => `${row.textContent} ${row.dataset.resource}`.toLowerCase());
  const shown = document.getElementById("shown");

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      const chosen = filters.every(
        ({ value, dataset }) => value === "" || row.dataset[dataset.filter] === value,
      );
      row.hidden = !(chosen && words.every((word) => texts[index].includes(word)));
      if (!row.hidden) count += 1;
    });
    shown.textContent = `${count} of ${rows.length} shown`;
  }

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => window.setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply(); // a browser may bring back what the fields held before a reload
})();
