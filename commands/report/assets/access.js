/* global document, location, window */
"use strict";

// Without this script the picture, every node's details and the table are shown whole, one below the other.
const access = (function readGraph() {
  const nodes = new Map(
    [...document.querySelectorAll("#index li")].map((item) => {
      const link = item.querySelector("a");
      const id = link.getAttribute("href").slice(1);
      return [id, { id, name: link.textContent, kind: item.dataset.kind, label: item.dataset.label }];
    }),
  );
  const edges = [...document.querySelectorAll("#arrows i")].map(({ dataset }) => ({ ...dataset }));

  /** What lies on a path through a node: all that leads to it, and all that it leads to. */
  function around(id, arrows = edges) {
    const found = new Set([id]);
    for (const [near, far] of [
      ["from", "to"],
      ["to", "from"],
    ]) {
      const waiting = [id];
      const seen = new Set(waiting);
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        for (const arrow of arrows) {
          if (arrow[near] !== next || seen.has(arrow[far])) continue;
          seen.add(arrow[far]);
          found.add(arrow[far]);
          waiting.push(arrow[far]);
        }
      }
    }
    return found;
  }

  return { nodes, edges, around };
})();

(function choose() {
  const details = [...document.querySelectorAll(".detail")];
  const hint = document.getElementById("details-hint");
  const all = document.getElementById("all");
  const frame = document.getElementById("picture");
  const whole = frame.querySelector(".graph");
  const isFolded = document.querySelector('.detail[id^="fold-"]') !== null;
  const rows = [...document.querySelectorAll("#matrix tbody tr")];
  let expanded = new Set();

  function show() {
    const chosen = details.find((detail) => `#${detail.id}` === location.hash);
    const isLeaving = location.hash === "#access" || location.hash === "";
    if (!chosen && !isLeaving && hint.hidden) return; // a link to a section leaves the choice as it is
    for (const detail of details) detail.hidden = detail !== chosen;
    hint.hidden = chosen !== undefined;
    all.hidden = chosen === undefined;
    expanded = new Set();
    draw(chosen?.id);
    if (!chosen) return;
    chosen.focus({ preventScroll: isFolded });
    if (isFolded) toPicture();
  }

  /** After the browser has gone to the details themselves, as it does for every link and when a page has loaded. */
  function toPicture() {
    const scroll = () => window.setTimeout(() => document.getElementById("access").scrollIntoView());
    if (document.readyState === "complete") scroll();
    else window.addEventListener("load", scroll, { once: true });
  }

  /** In a picture that shows all, the paths of the choice are brought out; of a folded one, they are drawn instead. */
  function draw(id) {
    const own = isFolded && access.nodes.has(id ?? "");
    frame.querySelector(".own")?.remove();
    whole.classList.toggle("away", own);
    if (own) {
      const svg = window.drawPaths(id, expanded, (fold) => {
        expanded.add(fold);
        draw(id);
      });
      frame.append(svg);
      light(svg);
    }
    mark(own ? frame.querySelector(".own") : whole, id);
    narrowMatrix(access.nodes.has(id ?? "") ? access.around(id) : undefined);
  }

  /** Of a choice, the rows on its paths, and the columns in which those say something. */
  function narrowMatrix(near) {
    for (const row of rows) row.hidden = near !== undefined && !near.has(row.dataset.node);
    const shown = rows.filter((row) => !row.hidden);
    for (const head of document.querySelectorAll("#matrix thead th:not(:first-child)")) {
      const column = head.cellIndex;
      const isEmpty = near !== undefined && shown.every((row) => row.cells[column].textContent.trim() === "");
      head.hidden = isEmpty;
      for (const row of rows) row.cells[column].hidden = isEmpty;
    }
  }

  function mark(svg, id) {
    const arrows = [...svg.querySelectorAll(".edge")];
    const near =
      id === undefined
        ? new Set()
        : access.around(
            id,
            arrows.map(({ dataset }) => dataset),
          );
    for (const arrow of arrows)
      arrow.classList.toggle("chosen", near.has(arrow.dataset.from) && near.has(arrow.dataset.to));
    for (const node of svg.querySelectorAll(".node")) {
      const own = (node.getAttribute("href") ?? "").slice(1);
      node.classList.toggle("chosen", own === id);
      node.classList.toggle("near", near.has(own));
      if (own === id) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
    svg.classList.toggle("choosing", id !== undefined && svg === whole);
  }

  /** Pointing at a box, or going to it with the keyboard, brings out its paths until the box is left. */
  function light(svg) {
    const set = (event, isOn) => {
      const node = event.target.closest?.(".node");
      if (!node) return;
      const arrows = [...svg.querySelectorAll(".edge")];
      const near = access.around(
        node.dataset.node,
        arrows.map(({ dataset }) => dataset),
      );
      for (const arrow of arrows)
        arrow.classList.toggle("lit", isOn && near.has(arrow.dataset.from) && near.has(arrow.dataset.to));
      for (const other of svg.querySelectorAll(".node"))
        other.classList.toggle("lit", isOn && near.has(other.dataset.node));
      svg.classList.toggle("lighting", isOn);
    };
    for (const [type, isOn] of [
      ["pointerover", true],
      ["pointerout", false],
      ["focusin", true],
      ["focusout", false],
    ])
      svg.addEventListener(type, (event) => set(event, isOn));
  }

  light(whole);
  window.addEventListener("hashchange", show);
  show();
})();

(function find() {
  const field = document.getElementById("find");
  const list = document.querySelector(".finder details");
  const items = [...document.querySelectorAll("#index li")];
  const texts = items.map((item) => item.textContent.toLowerCase());

  function narrow() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach((item, index) => {
      item.hidden = !words.every((word) => texts[index].includes(word));
    });
    list.open = words.length > 0;
  }

  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    const first = items.find((item) => !item.hidden);
    if (event.key === "Enter" && first && field.value !== "") first.querySelector("a").click();
  });
  document.getElementById("index").addEventListener("click", (event) => {
    if (event.target.tagName === "A") list.open = false;
  });
  narrow();
})();
