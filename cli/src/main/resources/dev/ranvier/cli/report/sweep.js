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
           ticks: logarithmic ? decades(low, high) : rounds(low, high) };
});
// Round numbers within a range, some five of them.
function rounds(low, high) {
  const rough = (high - low) / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999), ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) { ticks.push(k * step); }
  return ticks;
}
function decades(low, high) {
  const factors = high / low > 1e3 ? [1] : [1, 2, 5], ticks = [];
  for (let n = Math.floor(Math.log10(low)); n <= Math.log10(high); n++) {
    factors.forEach(factor => { const x = factor * 10 ** n; if (x >= low && x <= high) { ticks.push(x); } });
  }
  return ticks;
}
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
  context.strokeRect(left - 4, top - 4, width + 8, height + 8);
  context.fillStyle = ink;
  context.textAlign = "center";
  ranges[x].ticks.forEach(tick => {
    const at = left + width * ranges[x].share(tick);
    context.fillText(shown(tick), at, top + height + 21);
    context.fillRect(at, top + height + 4, 1, 4);
  });
  context.fillText(titles[x], left + width / 2, top + height + 38);
  context.textAlign = "right";
  ranges[y].ticks.forEach(tick => {
    const at = top + height * (1 - ranges[y].share(tick));
    context.fillText(shown(tick), left - 11, at + 4);
    context.fillRect(left - 8, at, 4, 1);
  });
  context.textAlign = "left";
  context.fillText(titles[y], left - 60, top - 12);
}
function key(context, z, left, top, height) {
  for (let k = 0; k < 64; k++) {
    context.fillStyle = shades[63 - k];
    context.fillRect(left, top + height * k / 64, 12, height / 64 + 1);
  }
  context.fillStyle = ink;
  context.textAlign = "left";
  ranges[z].ticks.forEach(tick => context.fillText(shown(tick), left + 17, top + height * (1 - ranges[z].share(tick)) + 4));
  context.textAlign = "right";
  context.fillText(titles[z], left + 78, top - 12);
}
const shade = (z, value) => shades[Math.min(63, ranges[z].share(value) * 64 | 0)];

// As many fields as there are values, or as these fill well.
const different = columns.map(column => new Set(column).size);
function fields(c) { return different[c] <= 60 ? different[c] : Math.max(8, Math.min(60, Math.sqrt(different[c] / 5) | 0)); }
function drawMap() {
  const x = chosenColumn("mapx"), y = chosenColumn("mapy"), z = chosenColumn("mapz");
  const nx = fields(x), ny = fields(y), sums = new Float64Array(nx * ny), counts = new Uint32Array(nx * ny);
  for (let k = 0; k < count; k++) {
    const value = columns[z][k], i = Math.min(nx - 1, ranges[x].share(columns[x][k]) * nx | 0);
    const j = Math.min(ny - 1, ranges[y].share(columns[y][k]) * ny | 0);
    if (value === value && i >= 0 && j >= 0) { sums[j * nx + i] += value; counts[j * nx + i]++; }
  }
  const { context, width, height } = paper("map"), box = [70, 30, width - 180, height - 74];
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
  const { context, width, height } = paper("scatter"), box = [70, 30, width - 180, height - 74];
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
const most = 2000, slant = 124, limits = new Map();
// One of each so many, and not always the same one, since points of a grid repeat.
const mixed = j => { const x = Math.imul(j ^ j >>> 15, 0x2c1b3c6d), y = Math.imul(x ^ x >>> 12, 0x297a2d39); return (y ^ y >>> 15) >>> 0; };
function drawParallel() {
  const z = chosenColumn("linez"), { context, width, height } = paper("parallel");
  const top = slant, bottom = height - 22, across = k => 40 + (width - 150) * k / Math.max(1, titles.length - 1);
  const chosen = [];
  for (let k = 0; k < count; k++) {
    let inside = true;
    for (const [c, [low, high]] of limits) { const s = ranges[c].share(columns[c][k]); inside &&= s >= low && s <= high; }
    if (inside) { chosen.push(k); }
  }
  const stride = Math.max(1, Math.ceil(chosen.length / most));
  context.globalAlpha = chosen.length > 300 ? 0.25 : 0.7;
  for (let j = 0; j < chosen.length; j += stride) {
    const k = chosen[Math.min(chosen.length - 1, j + mixed(j) % stride)];
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
    const short = title.length > 30 ? "…" + title.slice(-29) : title;
    context.save();
    context.translate(across(c), top - 18);
    context.rotate(-0.5);
    context.textAlign = "left";
    context.fillText(short, 0, 0);
    context.restore();
    context.textAlign = "center";
    context.fillText(shown(ranges[c].low), across(c), bottom + 15);
    context.fillText(shown(ranges[c].high), across(c), top - 6);
  });
  byId("chosen").textContent = chosen.length + " of " + count + " chosen";
}
let dragged = null;
function placeOf(event) {
  const box = byId("parallel").getBoundingClientRect(), gap = (box.width - 150) / Math.max(1, titles.length - 1);
  const c = Math.max(0, Math.min(titles.length - 1, Math.round((event.clientX - box.left - 40) / gap)));
  return [c, Math.min(1, Math.max(0, 1 - (event.clientY - box.top - slant) / (box.height - slant - 22)))];
}
byId("parallel").onpointerdown = event => { dragged = placeOf(event); byId("parallel").setPointerCapture(event.pointerId); };
byId("parallel").onpointerup = event => {
  if (!dragged) { return; }
  const to = placeOf(event)[1], [c, from] = dragged;
  if (Math.abs(to - from) < 0.01) { limits.delete(c); } else { limits.set(c, [Math.min(from, to), Math.max(from, to)]); }
  dragged = null;
  drawParallel();
};

const first = data.keys.length, finest = Math.max(first, different.findIndex((values, c) => c >= first && values > 60));
[["mapx", 0], ["mapy", data.keys.length > 1 ? 1 : first], ["mapz", first], ["dotx", 0], ["doty", finest],
 ["dotz", data.keys.length > 1 ? 1 : first], ["linez", first]].forEach(([id, column]) => choices(id, column));
["mapx", "mapy", "mapz"].forEach(id => { byId(id).onchange = drawMap; });
["dotx", "doty", "dotz"].forEach(id => { byId(id).onchange = drawScatter; });
byId("linez").onchange = drawParallel;
function drawAll() { drawMap(); drawScatter(); drawParallel(); }
addEventListener("resize", drawAll);
drawAll();
