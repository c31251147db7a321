// Drawings in SVG, each with its text for those who do not see it.

const SPACE = "http://www.w3.org/2000/svg";
const WIDTH = 800;
const LEFT = 150;
const ROW = 26;

const element = (name, attributes, text) => {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

/** Bars over an axis from `from` to `to`, one line for each name. */
export const bars = (place, { title, from, to, lines, ticks, marks = [], gaps = [] }) => {
  const height = ROW * (lines.length + 1) + 14;
  const x = (value) => LEFT + ((Math.min(Math.max(value, from), to) - from) / (to - from)) * (WIDTH - LEFT - 10);
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title });
  svg.append(element("title", {}, title));
  for (const { at, text } of ticks) {
    svg.append(element("line", { class: "axis", x1: x(at), x2: x(at), y1: 18, y2: height }));
    svg.append(element("text", { class: "soft", x: x(at) + 3, y: 12 }, text));
  }
  for (const [index, { name, spans }] of lines.entries()) {
    const y = ROW * index + 24;
    svg.append(element("text", { x: 0, y: y + 14 }, name));
    for (const { start, end, kind, text } of spans) {
      if (end < from || start > to) continue;
      const bar = element("rect", { class: kind, x: x(start), y, height: ROW - 8, rx: 3, width: Math.max(2, x(end) - x(start)) });
      bar.append(element("title", {}, text));
      svg.append(bar);
    }
  }
  for (const { line, start, end, text } of gaps) {
    const y = ROW * line + 33;
    const mark = element("line", { class: "gap", x1: x(start), x2: x(end), y1: y, y2: y });
    mark.append(element("title", {}, text));
    svg.append(mark);
  }
  for (const { at, text } of marks) {
    if (at < from || at > to) continue;
    svg.append(element("line", { class: "mark", x1: x(at), x2: x(at), y1: 16, y2: height }));
    svg.append(element("text", { x: Math.min(x(at) + 4, WIDTH - 40), y: height - 3 }, text));
  }
  place.replaceChildren(svg);
};
