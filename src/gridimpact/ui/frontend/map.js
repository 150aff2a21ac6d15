// The map. Draws its geometry once; `map_values.js` brings what changes.
// Nothing is fetched, and text only ever becomes text (textContent), never markup.
const MAPS = (globalThis[Symbol.for("gridimpact.maps")] ??= new Map());
const NS = "http://www.w3.org/2000/svg";
const NO_SUPPLY = -1;
const PLAIN = -2;
const STEP = 1.6; // one press of the zoom button
const LABEL_PX = { wide: 11, narrow: 9.5 };

function add(parent, tag, attributes = {}, text) {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  parent.appendChild(node);
  return node;
}

function html(parent, tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  parent.appendChild(node);
  return node;
}

function hatch(svg, id) {
  const pattern = add(add(svg, "defs"), "pattern", {
    id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  add(pattern, "rect", { width: 7, height: 7, class: "hatch-ground" });
  add(pattern, "line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "hatch-line" });
}

// Dark text on light classes, white on dark ones, by relative luminance.
function ink(colour) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255).map(
    (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "dark" : "light";
}

class GridMap {
  constructor(root, geometry) {
    this.geometry = geometry;
    this.view = { x: 0, y: 0, zoom: 1 };
    this.focused = null;
    root.textContent = "";
    this.box = html(root, "div", "map");
    this.svg = add(this.box, "svg", { tabindex: 0, role: "listbox", "aria-label": geometry.label,
      viewBox: `0 0 ${geometry.width} ${geometry.height}` });
    hatch(this.svg, `hatch-${geometry.id}`);
    this.drawGeometry();
    this.tip = html(this.box, "div", "tip");
    this.tip.hidden = true;
    this.drawButtons();
    this.legend = html(this.box, "div", "legend");
    this.listen();
    this.resize = new ResizeObserver(() => this.layout());
    this.resize.observe(this.box);
  }

  drawGeometry() {
    const g = this.geometry;
    const layer = (name) => add(this.svg, "g", { class: name });
    const around = layer("neighbours");
    for (const n of g.neighbours) add(around, "path", { d: n.d });
    const regions = layer("regions");
    this.regions = g.regions.map((r, i) => add(regions, "path", {
      d: r.d, id: `${g.id}-region-${i}`, "data-region": r.id, role: "option", "aria-selected": "false",
      "aria-label": r.name }));
    const lines = layer("lines");
    this.lines = g.lines.map(([x1, y1, x2, y2, weight]) => add(lines, "line", { x1, y1, x2, y2, class: `w${weight}` }));
    const nodes = layer("nodes");
    this.nodes = g.nodes.map(([cx, cy]) => add(nodes, "circle", { cx, cy, r: 1.6 }));
    const outline = layer("outline");
    this.outline = ["casing", "edge"].map((name) => add(outline, "path", { d: "", class: name }));
    this.hover = add(layer("hover"), "path", { d: "" });
    this.names = layer("names");
    for (const n of g.neighbours) {
      if (n.x !== null) this.pinned(this.names, n.x, n.y, (p) => add(p, "text", { class: "abroad" }, n.name));
    }
    const labels = layer("labels");
    this.labels = g.regions.map((r) => {
      const pin = this.pinned(labels, r.x, r.y);
      return { pin, name: add(pin, "text", { y: "-0.2em" }, r.name), value: add(pin, "text", { y: "0.95em", class: "value" }) };
    });
    this.arrows = layer("arrows");
    this.marks = layer("marks");
  }

  // A group that keeps its size on the screen whatever the zoom.
  pinned(parent, x, y, fill) {
    const pin = add(parent, "g", { class: "pin", "data-x": x, "data-y": y });
    if (fill) fill(pin);
    return pin;
  }

  drawButtons() {
    const bar = html(this.box, "div", "zoom");
    for (const [sign, label, act] of [["+", this.geometry.zoom_in, () => this.zoom(STEP)], ["−", this.geometry.zoom_out, () => this.zoom(1 / STEP)]]) {
      const button = html(bar, "button", "", sign);
      button.type = "button";
      button.setAttribute("aria-label", label);
      button.onclick = act;
    }
  }

  listen() {
    // A mark of damage stands above its region: a click on it means the region below.
    const regionOf = (event) => this.svg.getRootNode().elementsFromPoint(event.clientX, event.clientY)
      .find((node) => node.dataset?.region && this.svg.contains(node))?.dataset.region ?? null;
    let start = null;
    this.svg.addEventListener("pointerdown", (event) => { start = { x: event.clientX, y: event.clientY, view: { ...this.view }, moved: false }; });
    this.svg.addEventListener("pointermove", (event) => {
      if (start && event.buttons && this.view.zoom > 1) this.drag(event, start);
      else this.point(event, regionOf(event));
    });
    this.svg.addEventListener("pointerleave", () => { start = null; this.point(null, null); });
    this.svg.addEventListener("click", (event) => {
      const region = regionOf(event);
      if (!start?.moved && region) this.choose(region === this.values?.selected ? null : region);
      start = null;
    });
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("blur", () => this.focus(null));
  }

  drag(event, start) {
    const shift = [event.clientX - start.x, event.clientY - start.y];
    if (Math.hypot(...shift) > 4) start.moved = true;
    const unit = this.unit();
    this.view.x = start.view.x - shift[0] * unit;
    this.view.y = start.view.y - shift[1] * unit;
    this.applyView();
  }

  zoom(factor) {
    const { width, height } = this.geometry;
    const before = this.view.zoom;
    const after = Math.min(6, Math.max(1, before * factor));
    this.view.x += (width / before - width / after) / 2;
    this.view.y += (height / before - height / after) / 2;
    this.view.zoom = after;
    this.applyView();
  }

  applyView() {
    const { width, height } = this.geometry;
    const v = this.view;
    const [w, h] = [width / v.zoom, height / v.zoom];
    v.x = Math.min(width - w, Math.max(0, v.x));
    v.y = Math.min(height - h, Math.max(0, v.y));
    this.svg.setAttribute("viewBox", `${v.x} ${v.y} ${w} ${h}`);
    this.svg.classList.toggle("zoomed", v.zoom > 1);
    this.layout();
  }

  // Drawing units in one pixel of the screen.
  unit() {
    const box = this.svg.getBoundingClientRect();
    const { width, height } = this.geometry;
    return box.width ? Math.max(width / this.view.zoom / box.width, height / this.view.zoom / box.height) : 1;
  }

  layout() {
    if (!this.box.clientWidth) return;
    const unit = this.unit();
    this.box.style.setProperty("--label", `${this.box.clientWidth < 520 ? LABEL_PX.narrow : LABEL_PX.wide}px`);
    for (const pin of this.svg.querySelectorAll(".pin")) {
      pin.setAttribute("transform", `translate(${pin.dataset.x} ${pin.dataset.y}) scale(${unit})`);
    }
    this.hideCollisions();
  }

  // Values are kept before names; what would overlap is hidden (the tooltip and the table still tell it).
  hideCollisions() {
    const taken = [];
    const frame = this.box.getBoundingClientRect();
    const free = (node, room = Infinity, inside = false) => {
      node.style.display = "";
      const r = node.getBoundingClientRect();
      if (!r.width) return;
      const clash = r.width > room || (inside && (r.left < frame.left || r.right > frame.right || r.bottom > frame.bottom))
        || taken.some((o) => r.left < o.right + 1 && r.right > o.left - 1 && r.top < o.bottom - 4 && r.bottom > o.top + 4);
      if (clash) node.style.display = "none"; else taken.push(r);
    };
    for (const node of this.arrows.querySelectorAll("text")) free(node, Infinity, true);
    for (const label of this.labels) free(label.value);
    for (const mark of this.marks.children) taken.push(mark.lastChild.getBoundingClientRect());
    this.labels.forEach((label, i) => free(label.name, this.regions[i].getBoundingClientRect().width + 4));
    for (const group of this.legend.children) taken.push(group.getBoundingClientRect());
    for (const node of this.names.querySelectorAll("text")) free(node, Infinity, true);
  }

  index(region) { return this.geometry.regions.findIndex((r) => r.id === region); }

  words(i) { return `${this.geometry.regions[i].name}: ${this.values?.tip[i] ?? ""}`; }

  point(event, region) {
    const i = region === null ? -1 : this.index(region);
    const mark = event?.target.closest?.("[data-tip]")?.dataset.tip;
    this.hover.setAttribute("d", i < 0 ? "" : this.geometry.regions[i].d);
    const text = mark ?? (i < 0 ? "" : this.words(i));
    this.tip.hidden = !text;
    if (!text) return;
    this.tip.textContent = text;
    const box = this.box.getBoundingClientRect();
    this.placeTip(event.clientX - box.left, event.clientY - box.top);
  }

  placeTip(x, y) {
    const [w, h] = [this.tip.offsetWidth, this.tip.offsetHeight];
    this.tip.style.left = `${Math.min(Math.max(4, x + 14), Math.max(4, this.box.clientWidth - w - 4))}px`;
    this.tip.style.top = `${y + 18 + h > this.box.clientHeight ? Math.max(0, y - h - 10) : y + 18}px`;
  }

  key(event) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key in steps) this.focus(this.next(steps[event.key]));
    else if ((event.key === "Enter" || event.key === " ") && this.focused !== null) this.choose(this.geometry.regions[this.focused].id);
    else if (event.key === "Escape") this.choose(null);
    else return;
    event.preventDefault();
  }

  next([dx, dy]) {
    const regions = this.geometry.regions;
    const from = this.focused ?? this.index(this.values?.selected);
    if (from < 0) return 0;
    let best = [Infinity, from];
    regions.forEach((r, i) => {
      const [x, y] = [r.x - regions[from].x, r.y - regions[from].y];
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy) + Math.abs(y * dx);
      if (i !== from && along > 0 && along >= 0.6 * across) best = Math.min(best[0], along + 2 * across) === best[0] ? best : [along + 2 * across, i];
    });
    return best[1];
  }

  focus(i) {
    this.focused = i;
    this.hover.setAttribute("d", i === null ? "" : this.geometry.regions[i].d);
    this.tip.hidden = i === null;
    if (i === null) { this.svg.removeAttribute("aria-activedescendant"); return; }
    this.svg.setAttribute("aria-activedescendant", this.regions[i].id);
    this.tip.textContent = this.words(i);
    const [box, at] = [this.box.getBoundingClientRect(), this.labels[i].pin.getBoundingClientRect()];
    this.placeTip(at.left - box.left, at.top - box.top);
  }

  // The page owns the choice: it is only told, and sends back what is chosen.
  choose(region) {
    if (!this.values) return;
    this.show({ ...this.values, selected: region });
    this.tell?.(region);
  }

  show(values) {
    this.values = values;
    this.regions.forEach((path, i) => {
      const level = values.fill[i];
      const colour = values.colours[level];
      path.style.fill = level === NO_SUPPLY ? `url(#hatch-${this.geometry.id})` : level === PLAIN ? "" : colour;
      path.setAttribute("aria-label", this.words(i));
      path.setAttribute("aria-selected", String(this.geometry.regions[i].id === values.selected));
      this.labels[i].pin.dataset.ink = colour ? ink(colour) : "theme";
      this.labels[i].value.textContent = values.value[i];
    });
    const chosen = this.index(values.selected);
    for (const path of this.outline) path.setAttribute("d", chosen < 0 ? "" : this.geometry.regions[chosen].d);
    const out = new Set(values.out);
    this.lines.forEach((line, i) => line.classList.toggle("out", out.has(i)));
    const dark = new Set(values.dark);
    this.nodes.forEach((node, i) => { node.classList.toggle("dark", dark.has(i)); node.setAttribute("r", dark.has(i) ? 4 : 1.6); });
    this.showMarks(values.marks);
    this.showImports(values);
    this.showLegend(values);
    this.layout();
  }

  showMarks(marks) {
    this.marks.textContent = "";
    for (const mark of marks) {
      this.pinned(this.marks, mark.x, mark.y, (pin) => {
        pin.dataset.tip = mark.tip;
        if (mark.chosen) add(pin, "circle", { r: 13, class: "ring" });
        add(pin, "circle", { r: 10, class: "touch" });
        if (mark.kind === "out") for (const c of ["casing", "cross"]) add(pin, "path", { d: "M-5-5L5 5M5-5L-5 5", class: c });
        else add(pin, "path", { d: "M0-6.5L6 4.5H-6Z", class: "triangle" });
      });
    }
  }

  showImports({ imports, words }) {
    this.arrows.textContent = "";
    const said = (text, value) => text.replace("#", value.toLocaleString(words.locale));
    this.geometry.borders.forEach((border, i) => {
      const [used, allowed] = imports[i] ?? [];
      const { dx, dy } = border;
      if (i >= imports.length) return;
      this.pinned(this.arrows, border.x, border.y, (pin) => {
        pin.dataset.tip = `${border.name}: ${said(words.used, used)}` + (allowed >= 0 ? `, ${said(words.allowed, allowed)}` : "");
        const width = used > 0 ? 3 + Math.min(7, used / 120) : 1.5;
        const [x, y, tipX, tipY] = [-dx * 15, -dy * 15, dx * 12, dy * 12];
        add(pin, "line", { x1: x, y1: y, x2: dx * 5, y2: dy * 5, "stroke-width": width, class: used > 0 ? "flow" : "flow none" });
        const half = width / 2 + 3.5;
        add(pin, "path", { d: `M${tipX} ${tipY}L${dx * 3 - dy * half} ${dy * 3 + dx * half}L${dx * 3 + dy * half} ${dy * 3 - dx * half}Z`,
          class: used > 0 ? "head" : "head none" });
        const anchor = dx > 0.35 ? "end" : dx < -0.35 ? "start" : "middle";
        const label = add(pin, "text", { y: y - dy * 14 - 2, style: `text-anchor:${anchor}`, class: "mw" });
        [border.name, said(words.mw, used)].forEach((text, row) => add(label, "tspan", { x: x - dx * 4, dy: `${row * 1.05}em` }, text));
      });
    });
  }

  showLegend(values) {
    this.legend.textContent = "";
    const item = (group, className, colour, text) => {
      const entry = html(group, "span", "entry");
      const swatch = html(entry, "i", `swatch ${className}`);
      if (colour) swatch.style.background = colour;
      html(entry, "span", "", text);
      return entry;
    };
    const classes = html(this.legend, "div", "group classes");
    html(classes, "span", "title", values.legend.title);
    values.legend.classes.forEach((text, i) => item(classes, "", values.colours[i], text));
    if (values.fill.includes(NO_SUPPLY)) item(classes, "none", null, values.words.no_supply).classList.add("wide");
    const kinds = new Set(values.marks.map((mark) => mark.kind));
    if (!kinds.size && !values.out.length && !values.dark.length) return;
    const marks = html(this.legend, "div", "group marks");
    if (kinds.has("damaged")) html(marks, "span", "entry", `△ ${values.words.damaged}`);
    if (kinds.has("out")) html(marks, "span", "entry", `✕ ${values.words.out}`);
    if (values.out.length) item(marks, "dotted", null, values.words.line_out);
    if (values.dark.length) html(marks, "span", "entry", `● ${values.words.dark}`);
  }
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const slot = MAPS.get(data.id) ?? {};
  MAPS.set(data.id, slot);
  if (!slot.map || slot.root !== parentElement || slot.print !== data.print) {
    slot.map?.resize.disconnect();
    slot.root = parentElement;
    slot.print = data.print;
    const holder = parentElement.querySelector(".holder");
    slot.map = new GridMap(holder, data);
    if (slot.values) slot.map.show(slot.values);
  }
  slot.map.tell = (region) => setStateValue("selected", { region, click: Date.now() });
  const mine = slot.map;
  return () => {
    mine.resize.disconnect();
    if (slot.map === mine) slot.map = null;
  };
}
