"use strict";
// data: {keys: [title], measures: [title], points: how many, columns: [base64 of little-endian floats]}, keys first
const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const titles = [...data.keys, ...data.measures];
const columns = data.columns.map(text => new Float32Array(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer));
const count = data.points;

const anchors = [[13, 8, 135], [75, 3, 161], [125, 3, 168], [168, 34, 150], [203, 70, 121], [229, 107, 93], [248, 148, 65]];
function colour(share) {
  const scaled = Math.min(1, Math.max(0, share)) * (anchors.length - 1), k = Math.min(scaled | 0, anchors.length - 2);
  return "rgb(" + anchors[k].map((from, j) => Math.round(from + (scaled - k) * (anchors[k + 1][j] - from))).join() + ")";
}
const shades = Array.from({ length: 64 }, (_, k) => colour(k / 63));

// The range of a column; logarithmic where it is positive and spans more than a decade and a half.
const ranges = columns.map(column => {
  let low = Infinity, high = -Infinity;
  for (const x of column) { if (x < low) { low = x; } if (x > high) { high = x; } }
  if (low === Infinity) { low = 0; high = 1; }
  if (low === high) { const room = Math.abs(low) / 20 || 0.5; low -= room; high += room; }
  const logarithmic = low > 0 && high / low > 30;
  const from = logarithmic ? Math.log(low) : low, span = (logarithmic ? Math.log(high) : high) - from;
  return { low, high, share: logarithmic ? x => (Math.log(x) - from) / span : x => (x - from) / span,
           at: share => logarithmic ? Math.exp(from + share * span) : from + share * span };
});
const shown = x => Math.abs(x) >= 1e5 || (x !== 0 && Math.abs(x) < 1e-3) ? x.toExponential(2) : String(+x.toPrecision(4));

function choices(id, first) {
  titles.forEach((title, k) => byId(id).append(new Option(title, k)));
  byId(id).value = Math.min(first, titles.length - 1);
}
const chosenColumn = id => +byId(id).value;

// A canvas as sharp as the screen, cleared.
function paper(id) {
  const canvas = byId(id), scale = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.font = "12px system-ui, sans-serif";
  return { context, width, height };
}
const ink = "#333";
function axes(context, box, x, y) {
  const [left, top, width, height] = box;
  context.strokeStyle = "#8c8c8c";
  context.strokeRect(left, top, width, height);
  context.fillStyle = ink;
  for (let k = 0; k <= 4; k++) {
    context.textAlign = "center";
    context.fillText(shown(ranges[x].at(k / 4)), left + width * k / 4, top + height + 16);
    context.textAlign = "right";
    context.fillText(shown(ranges[y].at(k / 4)), left - 6, top + height * (1 - k / 4) + 4);
  }
  context.textAlign = "center";
  context.fillText(titles[x], left + width / 2, top + height + 34);
  context.textAlign = "left";
  context.fillText(titles[y], left, top - 8);
}
function key(context, z, left, top, height) {
  for (let k = 0; k < 64; k++) {
    context.fillStyle = shades[63 - k];
    context.fillRect(left, top + height * k / 64, 12, height / 64 + 1);
  }
  context.fillStyle = ink;
  context.textAlign = "left";
  for (let k = 0; k <= 4; k++) { context.fillText(shown(ranges[z].at(1 - k / 4)), left + 17, top + height * k / 4 + 4); }
  context.textAlign = "right";
  context.fillText(titles[z], left + 70, top - 8);
}
const shade = (z, value) => shades[Math.min(63, ranges[z].share(value) * 64 | 0)];

// As many fields as there are values, or as the points fill well.
function fields(column) {
  const different = new Set();
  for (const x of column) { different.add(x); if (different.size > 60) { break; } }
  return different.size <= 60 ? different.size : Math.max(8, Math.min(60, Math.sqrt(count / 8) | 0));
}
function drawMap() {
  const x = chosenColumn("mapx"), y = chosenColumn("mapy"), z = chosenColumn("mapz");
  const nx = fields(columns[x]), ny = fields(columns[y]), sums = new Float64Array(nx * ny), counts = new Uint32Array(nx * ny);
  for (let k = 0; k < count; k++) {
    const value = columns[z][k], i = Math.min(nx - 1, ranges[x].share(columns[x][k]) * nx | 0);
    const j = Math.min(ny - 1, ranges[y].share(columns[y][k]) * ny | 0);
    if (value === value && i >= 0 && j >= 0) { sums[j * nx + i] += value; counts[j * nx + i]++; }
  }
  const { context, width, height } = paper("map"), box = [70, 26, width - 180, height - 70];
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      if (counts[j * nx + i]) {
        context.fillStyle = shade(z, sums[j * nx + i] / counts[j * nx + i]);
        context.fillRect(box[0] + box[2] * i / nx, box[1] + box[3] * (ny - 1 - j) / ny, box[2] / nx + 0.6, box[3] / ny + 0.6);
      }
    }
  }
  axes(context, box, x, y);
  key(context, z, width - 88, box[1], box[3]);
}
function drawScatter() {
  const x = chosenColumn("dotx"), y = chosenColumn("doty"), z = chosenColumn("dotz");
  const { context, width, height } = paper("scatter"), box = [70, 26, width - 180, height - 70];
  const size = count > 20000 ? 1.2 : count > 2000 ? 2 : 3.5;
  context.globalAlpha = count > 20000 ? 0.5 : 0.8;
  for (let k = 0; k < count; k++) {
    const a = ranges[x].share(columns[x][k]), b = ranges[y].share(columns[y][k]), value = columns[z][k];
    if (a === a && b === b) {
      context.fillStyle = value === value ? shade(z, value) : "#cfcfcf";
      context.fillRect(box[0] + a * box[2] - size / 2, box[1] + (1 - b) * box[3] - size / 2, size, size);
    }
  }
  context.globalAlpha = 1;
  axes(context, box, x, y);
  key(context, z, width - 88, box[1], box[3]);
}
const most = 2000, limits = new Map();
function drawParallel() {
  const z = chosenColumn("linez"), { context, width, height } = paper("parallel");
  const top = 34, bottom = height - 22, across = k => 40 + (width - 80) * k / Math.max(1, titles.length - 1);
  const chosen = [];
  for (let k = 0; k < count; k++) {
    let inside = true;
    for (const [c, [low, high]] of limits) { const s = ranges[c].share(columns[c][k]); inside &&= s >= low && s <= high; }
    if (inside) { chosen.push(k); }
  }
  const stride = Math.max(1, Math.ceil(chosen.length / most));
  context.globalAlpha = chosen.length > 300 ? 0.25 : 0.7;
  for (let j = 0; j < chosen.length; j += stride) {
    const k = chosen[j];
    context.strokeStyle = columns[z][k] === columns[z][k] ? shade(z, columns[z][k]) : "#cfcfcf";
    context.beginPath();
    let drawing = false;
    columns.forEach((column, c) => {
      const s = ranges[c].share(column[k]);
      if (s !== s) { drawing = false; return; }
      const at = bottom - s * (bottom - top);
      if (drawing) { context.lineTo(across(c), at); } else { context.moveTo(across(c), at); }
      drawing = true;
    });
    context.stroke();
  }
  context.globalAlpha = 1;
  titles.forEach((title, c) => {
    context.strokeStyle = "#555";
    context.beginPath();
    context.moveTo(across(c), top);
    context.lineTo(across(c), bottom);
    context.stroke();
    const limit = limits.get(c);
    if (limit) {
      context.fillStyle = "rgba(0, 114, 178, .35)";
      context.fillRect(across(c) - 6, bottom - limit[1] * (bottom - top), 12, (limit[1] - limit[0]) * (bottom - top));
    }
    context.fillStyle = ink;
    context.textAlign = c === 0 ? "left" : c === titles.length - 1 ? "right" : "center";
    const short = title.length > 24 ? "…" + title.slice(-23) : title;
    context.fillText(short, across(c) + (c === 0 ? -30 : c === titles.length - 1 ? 30 : 0), c % 2 ? 12 : 26);
    context.textAlign = "center";
    context.fillText(shown(ranges[c].low), across(c), bottom + 15);
    context.fillText(shown(ranges[c].high), across(c) + 22, top + 4);
  });
  byId("chosen").textContent = chosen.length + " of " + count + " chosen";
}
let dragged = null;
function placeOf(event) {
  const box = byId("parallel").getBoundingClientRect(), gap = (box.width - 80) / Math.max(1, titles.length - 1);
  const c = Math.max(0, Math.min(titles.length - 1, Math.round((event.clientX - box.left - 40) / gap)));
  return [c, Math.min(1, Math.max(0, 1 - (event.clientY - box.top - 34) / (box.height - 56)))];
}
byId("parallel").onpointerdown = event => { dragged = placeOf(event); byId("parallel").setPointerCapture(event.pointerId); };
byId("parallel").onpointerup = event => {
  if (!dragged) { return; }
  const to = placeOf(event)[1], [c, from] = dragged;
  if (Math.abs(to - from) < 0.01) { limits.delete(c); } else { limits.set(c, [Math.min(from, to), Math.max(from, to)]); }
  dragged = null;
  drawParallel();
};

const first = data.keys.length;
[["mapx", 0], ["mapy", data.keys.length > 1 ? 1 : first], ["mapz", first], ["dotx", 0], ["doty", first],
 ["dotz", data.keys.length > 1 ? 1 : first], ["linez", first]].forEach(([id, column]) => choices(id, column));
["mapx", "mapy", "mapz"].forEach(id => { byId(id).onchange = drawMap; });
["dotx", "doty", "dotz"].forEach(id => { byId(id).onchange = drawScatter; });
byId("linez").onchange = drawParallel;
function drawAll() { drawMap(); drawScatter(); drawParallel(); }
addEventListener("resize", drawAll);
drawAll();
