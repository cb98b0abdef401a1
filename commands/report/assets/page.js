/* global document, history, location, URLSearchParams, window */
"use strict";

(function filterPermissions() {
  const form = document.querySelector(".filters");
  const search = document.getElementById("search");
  const filters = [...form.querySelectorAll("[data-filter]")];
  const rows = [...document.querySelectorAll("#permission-table tbody tr")];
  const texts = rows.map((row) => `${row.textContent} ${row.dataset.resource}`.toLowerCase());
  const shown = document.getElementById("shown");
  const more = document.getElementById("more");
  const FIRST = 60; // of an unfiltered table; a stack of sixty tasks has over a thousand rows
  let isWhole = false;

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isFiltered = words.length > 0 || filters.some(({ value }) => value !== "");
    const most = isFiltered || isWhole ? rows.length : FIRST;
    let count = 0;
    rows.forEach((row, index) => {
      const chosen = filters.every(
        ({ value, dataset }) => value === "" || row.dataset[dataset.filter] === value,
      );
      row.hidden = !(chosen && count < most && words.every((word) => texts[index].includes(word)));
      if (!row.hidden) count += 1;
    });
    shown.textContent = `${count} of ${rows.length} shown`;
    more.hidden = isFiltered || count === rows.length;
    remember();
  }

  /** What is searched and filtered stands in the page's address, so that a link shows the same rows. */
  function remember() {
    const given = [["q", search.value], ...filters.map(({ value, dataset }) => [dataset.filter, value])];
    const query = new URLSearchParams(given.filter(([, value]) => value !== "")).toString();
    if (query === location.search.slice(1)) return;
    try {
      history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    } catch {
      // some places that a page is opened from have no address to write to
    }
  }

  function recall() {
    const given = new URLSearchParams(location.search);
    if ([...given].length === 0) return;
    search.value = given.get("q") ?? "";
    for (const filter of filters) filter.value = given.get(filter.dataset.filter) ?? "";
  }

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => window.setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    isWhole = true;
    apply();
  });
  recall();
  apply(); // a browser may bring back what the fields held before a reload
})();
