"use strict";
// data: {voltages: [[mV]], curves: [{v, x, t, fv, fx, ft, ox, ot}], gates: [[family, channel, gate, curves, error, left-out error, flags]]}
// v and fv are numbers of voltages; x and t the data, fx and ft the network's, ox and ot the omnimodel's curves.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const gates = data.gates.map(([family, channel, gate, curves, error, leftOut, flags]) =>
  ({ family, channel, gate, curves: data.curves[curves], error, leftOut, flags,
     text: (family + " " + channel + " " + gate + " " + flags).toLowerCase() }));
const size = value => value === null ? -1 : value;
const byError = gates.filter(gate => gate.error !== null).sort((a, b) => a.error - b.error);
byError.forEach((gate, rank) => { gate.rank = rank; });
const middle = (byError.length - 1) / 2;
const fromMiddle = gate => gate.rank === undefined ? 1e9 : Math.abs(gate.rank - middle);
const orders = {
  worst: (a, b) => size(b.error) - size(a.error),
  best: (a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9),
  middle: (a, b) => fromMiddle(a) - fromMiddle(b),
  leftOut: (a, b) => size(b.leftOut) - size(a.leftOut),
  name: (a, b) => a.text < b.text ? -1 : 1,
};
const shown = value => value === null ? "not fitted" : value.toExponential(1);

function range(...lists) {
  let low = Infinity, high = -Infinity;
  for (const list of lists) {
    for (const value of list ?? []) {
      if (value !== null) { low = Math.min(low, value); high = Math.max(high, value); }
    }
  }
  return high > low ? [low, high] : low === Infinity ? [0, 1] : [low - 0.5 * Math.abs(low) - 1e-9, high + 0.5 * Math.abs(high) + 1e-9];
}

function plot(context, box, voltages, points, lines, ink, words) {
  const [left, top, width, height] = box;
  const [v0, v1] = range(voltages);
  let [low, high] = range(points);
  const room = 0.06 * (high - low);
  low -= room; high += room;
  const px = v => left + width * (v - v0) / (v1 - v0);
  const py = y => top + height * (1 - (y - low) / (high - low));
  context.strokeStyle = "#d5d8dd";
  context.strokeRect(left, top, width, height);
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  for (const { v, y, colour, dash } of lines) {
    if (!y) { continue; }
    context.strokeStyle = colour;
    context.lineWidth = words ? 2 : 1.4;
    context.setLineDash(dash ?? []);
    context.beginPath();
    y.forEach((value, k) => value === null ? 0 : context.lineTo(px(v[k]), py(value)));
    context.stroke();
  }
  context.setLineDash([]);
  context.lineWidth = 1;
  context.fillStyle = ink;
  const radius = words ? 2.6 : 1.2;
  points.forEach((value, k) => {
    if (value !== null) {
      context.beginPath();
      context.arc(px(voltages[k]), py(value), radius, 0, 7);
      context.fill();
    }
  });
  context.restore();
  if (words) {
    context.fillStyle = "#333";
    context.textAlign = "right";
    context.fillText(Number(high.toPrecision(3)), left - 5, top + 10);
    context.fillText(Number(low.toPrecision(3)), left - 5, top + height);
    context.textAlign = "left";
    context.fillText(words, left, top - 6);
    context.textAlign = "center";
    context.fillText(v0 + " mV", left, top + height + 15);
    context.fillText(v1 + " mV", left + width, top + height + 15);
  }
}

function draw(canvas, gate, large) {
  const scale = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.font = "12px system-ui, sans-serif";
  const { v, x, t, fv, fx, ft, ox, ot } = gate.curves;
  const [side, head, foot, gap] = large ? [48, 22, 24, 70] : [1, 1, 1, 10];
  const each = (width - side - gap - (large ? 24 : 1)) / 2, high = height - head - foot;
  const data_mV = data.voltages[v], fine_mV = data.voltages[fv];
  const lines = (network, omni) => [
    { v: data_mV, y: large ? omni : null, colour: "#D55E00", dash: [5, 4] }, { v: fine_mV, y: network, colour: "#0072B2" }];
  plot(context, [side, head, each, high], data_mV, x, lines(fx, ox), "#555", large ? "x\u221e" : "");
  plot(context, [side + each + gap, head, each, high], data_mV, t, lines(ft, ot), "#009E73", large ? "\u03c4 (ms)" : "");
}

const seen = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      seen.unobserve(entry.target);
      draw(entry.target, entry.target.gate, false);
    }
  }
}, { rootMargin: "200px" });

function describe(gate) {
  return "error " + shown(gate.error) + (gate.leftOut === null ? "" : ", left out " + shown(gate.leftOut));
}

function card(gate) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "card";
  const name = document.createElement("b"), about = document.createElement("span"), flags = document.createElement("span");
  name.textContent = gate.channel + " . " + gate.gate;
  name.title = name.textContent;
  about.textContent = gate.family + ", " + describe(gate);
  flags.textContent = gate.flags || "\u00a0";
  flags.title = gate.flags;
  const canvas = document.createElement("canvas");
  canvas.gate = gate;
  element.append(name, about, flags, canvas);
  element.addEventListener("click", () => enlarge(gate));
  seen.observe(canvas);
  return element;
}

const large = byId("large");
function enlarge(gate) {
  large.querySelector("h3").textContent = gate.family + " / " + gate.channel + " . " + gate.gate;
  large.querySelector("p").textContent = describe(gate) + (gate.flags ? "; " + gate.flags : "")
    + (gate.curves.ox ? "; blue: network, dashed: best omnimodel" : "");
  large.showModal();
  draw(large.querySelector("canvas"), gate, true);
}
byId("close").addEventListener("click", () => large.close());
large.addEventListener("click", event => { if (event.target === large) { large.close(); } });

const page = 48;
let found = [], visible = 0;
function showMore() {
  byId("cards").append(...found.slice(visible, visible + page).map(card));
  visible = Math.min(found.length, visible + page);
  byId("count").textContent = visible + " of " + found.length + " gates shown";
  byId("more").hidden = visible === found.length;
}
function find() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(word => word), family = byId("family").value;
  found = gates.filter(gate => (!family || gate.family === family) && words.every(word => gate.text.includes(word)))
    .sort(orders[byId("sort").value]);
  visible = 0;
  byId("cards").replaceChildren();
  showMore();
}
for (const family of [...new Set(gates.map(gate => gate.family))].sort()) {
  byId("family").append(new Option(family, family));
}
if (gates.every(gate => gate.leftOut === null)) {
  byId("sort").querySelector("[value=leftOut]").remove();
}
byId("search").addEventListener("input", find);
byId("family").addEventListener("change", find);
byId("sort").addEventListener("change", find);
byId("more").addEventListener("click", showMore);
find();
// Of gates with the same curves only the first.
const different = [...new Map(byError.slice().reverse().map(gate => [gate.curves, gate])).values()].reverse();
const twenty = 20, start = Math.max(0, Math.floor((different.length - twenty) / 2));
byId("worst20").append(...different.slice(-twenty).reverse().map(card));
byId("median20").append(...different.slice(start, start + twenty).map(card));
byId("best20").append(...different.slice(0, twenty).map(card));
