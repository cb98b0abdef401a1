/* global access, document, window */
"use strict";

// Draws the paths through one box: who passes and runs on the left, roles in the middle, what they reach on the right.
(function paths() {
  const SVG = "http://www.w3.org/2000/svg";
  const COLUMNS = { deployer: 0, task: 0, trusted: 0, role: 1, resource: 2 };
  const MOST_OF_A_KIND = 6;
  const MOST_LABELS = 16;
  const [HEIGHT, GAP, SPACE, MARGIN] = [46, 14, 200, 16];
  /** Of a line that runs level through its label, what is seen of it beside the label, tip included. */
  const LEVEL = 32;
  const NAME_LIMIT = 36;

  /** @param unfold called with the label of a folded box that is opened */
  window.drawPaths = function drawPaths(id, expanded, unfold) {
    const boxes = folded(id, expanded);
    const drawnId = new Map(
      [...boxes.values()].flatMap((box) => box.members.map((member) => [member, box.id])),
    );
    const edges = joined(drawnId);
    const size = place(boxes, edges);
    const svg = element("svg", {
      class: "graph own",
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: size.width,
      height: size.height,
      role: "group",
      "aria-label": `Paths of ${access.nodes.get(id).name}`,
    });
    svg.append(tips());
    const lines = element("g", { "aria-hidden": "true" });
    for (const edge of edges)
      lines.append(
        drawEdge(edge, boxes, { isLabelled: edges.length <= MOST_LABELS, at: labelAt(edge, edges) }),
      );
    svg.append(lines);
    for (const box of boxes.values()) svg.append(drawBox(box, unfold));
    return svg;
  };

  /** The boxes on the paths, with one for what there is a lot of. */
  function folded(id, expanded) {
    const near = [...access.around(id)].map((each) => access.nodes.get(each)).filter(Boolean);
    const counts = new Map();
    for (const { label } of near) counts.set(label, (counts.get(label) ?? 0) + 1);
    const boxes = new Map();
    for (const node of near) {
      const isFolded = node.id !== id && counts.get(node.label) > MOST_OF_A_KIND && !expanded.has(node.label);
      const key = isFolded ? `fold ${node.label}` : node.id;
      const box = boxes.get(key) ?? {
        ...node,
        id: key,
        fold: isFolded ? node.label : undefined,
        members: [],
      };
      box.members.push(node.id);
      boxes.set(key, box);
    }
    for (const box of boxes.values())
      if (box.fold) Object.assign(box, { name: countOf(box, id), label: box.fold });
    return boxes;
  }

  function joined(drawnId) {
    const drawn = new Map();
    for (const edge of access.edges) {
      const [from, to] = [drawnId.get(edge.from), drawnId.get(edge.to)];
      if (from === undefined || to === undefined) continue;
      const isAccess = edge.kind === "reads" || edge.kind === "writes";
      const key = `${from} ${to} ${isAccess ? "access" : edge.label}`;
      const other = drawn.get(key);
      if (!other) drawn.set(key, { ...edge, from, to });
      else if (other.label !== edge.label)
        drawn.set(key, { from, to, kind: "writes", label: "reads and writes" });
    }
    return [...drawn.values()];
  }

  /** Gives each box its place; a column is in the order of what its boxes are connected with. */
  function place(boxes, edges) {
    const columns = [[], [], []];
    for (const box of boxes.values()) columns[COLUMNS[box.kind] ?? 2].push(box);
    for (const column of columns) column.forEach((box, row) => (box.row = row));
    for (let round = 0; round < 4; round++)
      for (const column of columns) {
        const centres = new Map(column.map((box) => [box, centre(box, boxes, edges)]));
        column.sort((one, other) => centres.get(one) - centres.get(other) || one.row - other.row);
        column.forEach((box, row) => (box.row = row));
      }
    const heights = columns.map((column) => column.length * (HEIGHT + GAP) - GAP);
    const height = Math.max(...heights);
    let x = MARGIN;
    columns.forEach((column, index) => {
      const width = Math.max(0, ...column.map(widthOf));
      column.forEach((box) =>
        Object.assign(box, {
          x,
          width,
          y: MARGIN + (height - heights[index]) / 2 + box.row * (HEIGHT + GAP),
        }),
      );
      if (column.length > 0) x += width + SPACE;
    });
    return { width: Math.ceil(x - SPACE + MARGIN), height: Math.ceil(height + 2 * MARGIN) };
  }

  function centre(box, boxes, edges) {
    const rows = edges.flatMap(({ from, to }) => {
      const other = from === box.id ? to : to === box.id ? from : undefined;
      return other === undefined || other === box.id ? [] : [boxes.get(other).row];
    });
    return rows.length === 0 ? box.row : rows.reduce((sum, row) => sum + row, 0) / rows.length;
  }

  function widthOf({ name, label }) {
    return Math.max(shortened(name).length * 8.5, label.length * 6.6) + 28;
  }

  function shortened(name) {
    const characters = [...name];
    if (characters.length <= NAME_LIMIT) return name;
    return `${characters.slice(0, 18).join("")}…${characters.slice(-17).join("")}`;
  }

  function countOf({ members, fold }, id) {
    return access.nodes.get(id).label === fold ? `${members.length} more` : `all ${members.length}`;
  }

  /** The tips of the whole picture under names of their own: while that is hidden, so are its tips, wherever they are used. */
  function tips() {
    const defs = element("defs", {});
    for (const tip of document.querySelectorAll("svg:not(.own) .tip")) {
      const own = tip.cloneNode(true);
      own.id = `own-${tip.id}`;
      defs.append(own);
    }
    return defs;
  }

  /** Beside the box that only this edge goes to, or comes from, so that labels lie apart. */
  function labelAt({ from, to }, edges) {
    if (edges.filter((edge) => edge.to === to).length === 1) return "end";
    return edges.filter((edge) => edge.from === from).length === 1 ? "start" : "middle";
  }

  function drawEdge({ from, to, kind, label }, boxes, { isLabelled, at }) {
    const [one, other] = [boxes.get(from), boxes.get(to)];
    const isBeside = one.x === other.x;
    const start = [one.x + one.width, one.y + HEIGHT / 2];
    const end = [isBeside ? other.x + other.width : other.x, other.y + HEIGHT / 2];
    const width = label.length * 6.6 + 12;
    const level = isLabelled && !isBeside && at !== "middle" ? width + LEVEL : 0;
    const first = at === "start" ? [start[0] + level, start[1]] : start;
    const last = at === "end" ? [end[0] - level, end[1]] : end;
    const bend = isBeside ? 60 : (last[0] - first[0]) / 2;
    const turn = isBeside ? last[0] + bend : last[0] - bend;
    const group = element("g", { class: `edge ${kind}`, "data-from": from, "data-to": to });
    group.append(
      element("path", {
        d: `M${start} L${first} C${first[0] + bend},${first[1]} ${turn},${last[1]} ${last} L${end}`,
        "marker-end": `url(#own-tip-${kind})`,
      }),
    );
    if (!isLabelled) return group;
    const x =
      level === 0
        ? (start[0] + end[0]) / 2 + (isBeside ? 45 : 0)
        : at === "end"
          ? end[0] - LEVEL / 2 - width / 2 - 4
          : start[0] + LEVEL / 2 + width / 2;
    const y = level === 0 ? (start[1] + end[1]) / 2 : at === "end" ? end[1] : start[1];
    group.append(element("rect", { x: x - width / 2, y: y - 9, width, height: 18, rx: 9 }));
    const text = element("text", { x, y: y + 4 });
    text.textContent = label;
    group.append(text);
    return group;
  }

  /** A box is a link to its details; a folded one is a button that unfolds it. */
  function drawBox({ id, kind, label, name, fold, x, y, width }, unfold) {
    const box = element("a", { class: `node ${kind}`, "data-node": id });
    if (fold === undefined) {
      box.setAttribute("href", `#${id}`);
      box.setAttribute("aria-label", `${label} ${name}: statements`);
    } else {
      box.setAttribute("role", "button");
      box.setAttribute("tabindex", "0");
      box.setAttribute("aria-label", `${label}, ${name}: unfold`);
      box.classList.add("fold");
      box.addEventListener("click", () => unfold(fold));
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          unfold(fold);
        }
      });
    }
    box.append(element("rect", { x, y, width, height: HEIGHT, rx: 8 }));
    for (const [kindOfText, line, at] of [
      ["kind", label, 18],
      ["name", shortened(name), 36],
    ]) {
      const text = element("text", { class: kindOfText, x: x + 14, y: y + at });
      text.textContent = line;
      box.append(text, " ");
    }
    const title = element("title", {});
    title.textContent = name;
    box.append(title);
    return box;
  }

  function element(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }
})();
