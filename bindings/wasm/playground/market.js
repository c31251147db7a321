// A listing's history, its chain and its days on market.
import * as doorward from "./doorward/entry/web/market.js";
import { bars } from "./drawing.js";

const $ = (id) => document.getElementById(id);
const SAMPLE = `L1 2025-01-10 Active
L1 2025-02-20 Canceled
L2 2025-03-05 Active
L2 2025-04-12 Pending
L2 2025-04-30 Active
L2 2025-06-01 Expired
L3 2025-06-20 Active`;
const DAY_MS = 86_400_000;
const days = (text) => Date.parse(text) / DAY_MS;

/** The rows of the text: listing, date, status. */
const listings = () => {
  const byKey = new Map();
  for (const line of $("history").value.split("\n").map((text) => text.trim()).filter(Boolean)) {
    const [listing, date, ...status] = line.split(/\s+/);
    if (!byKey.has(listing)) byKey.set(listing, { listing, events: [] });
    byKey.get(listing).events.push({ date, status: status.join(" ") });
  }
  return [...byKey.values()];
};

const show = () => {
  const all = listings();
  const chosen = $("target").value;
  $("target").replaceChildren(...all.map(({ listing }) => new Option(listing)));
  $("target").value = all.some(({ listing }) => listing === chosen) ? chosen : all.at(-1)?.listing ?? "";
  try {
    const history = { as_of: $("as-of").value, target: $("target").value, listings: all };
    explain(doorward.explainDaysOnMarket(history, { preset: $("preset").value }), all);
  } catch (error) {
    $("market-said").textContent = `No answer: ${error.message} (${error.code})`;
    $("market-said").dataset.kind = "deny";
    $("market-why").replaceChildren();
    $("chain").replaceChildren();
  }
};

const explain = (found, all) => {
  const unknown = (number) => (number === null ? "not known" : number);
  $("market-said").textContent = `${found.listing}: DOM ${unknown(found.dom)}, CDOM ${unknown(found.cdom)} (${found.class ?? "no class"}); chain ${found.chain.join(", ")}`;
  $("market-said").dataset.kind = "";
  const why = [
    ...found.gaps.map((gap) => `${gap.after} to ${gap.before}: a gap of ${gap.days} days, of which ${gap.counted} count`),
    ...found.members.map((member) => `${member.listing} contributes ${member.days} days`),
    ...found.left_out.map((listing) => `${listing} was left out`),
    ...found.warnings.map((warning) => `warning: ${warning.replaceAll("_", " ")}`),
    ...found.rules_warnings.map(({ warning, field }) => `rules: ${warning.replaceAll("_", " ")}${field ? `, ${field}` : ""}`),
  ];
  $("market-why").replaceChildren(...why.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  draw(found, all);
};

const draw = (found, all) => {
  const member = (listing) => found.members.find((one) => one.listing === listing);
  const own = ({ events }) => events.map(({ date }) => days(date)).filter(Number.isFinite).sort((a, b) => a - b);
  const lines = all.map((one) => {
    const spans = (member(one.listing)?.intervals ?? []).map(({ on, off }) => ({
      start: days(on), end: days(off), kind: one.listing === found.listing ? "grant" : "day",
      text: `${one.listing}: on the market from ${on} to before ${off}`,
    }));
    const [first, last] = [own(one)[0], own(one).at(-1)];
    if (spans.length === 0 && first !== undefined) {
      spans.push({ start: first, end: last, kind: "out", text: `${one.listing}: not in the chain` });
    }
    return { name: one.listing, spans };
  });
  const ends = [...lines.flatMap(({ spans }) => spans.flatMap(({ start, end }) => [start, end])), days(found.as_of)];
  const [from, to] = [Math.min(...ends) - 5, Math.max(...ends) + 5];
  const ticks = [];
  for (let at = from, step = Math.max(1, Math.ceil((to - from) / 7)); at < to; at += step) {
    ticks.push({ at, text: new Date(at * DAY_MS).toISOString().slice(0, 10) });
  }
  const gaps = found.gaps.filter((gap) => gap.days > 0).map((gap) => ({
    line: all.findIndex(({ listing }) => listing === gap.before), start: days(gap.from), end: days(gap.to),
    text: `a gap of ${gap.days} days`,
  }));
  const title = `${$("market-said").textContent}. ${lines.flatMap(({ spans }) => spans.map(({ text }) => text)).join("; ")}`;
  bars($("chain"), { title, from, to, lines, ticks, gaps, marks: [{ at: days(found.as_of), text: "as of" }] });
};

export const start = async () => {
  await doorward.init();
  $("preset").append(...doorward.presets().map(({ id, name }) => new Option(`${name} (${id})`, id)));
  $("preset").value = "rmls_or";
  $("history").value = SAMPLE;
  $("as-of").value = "2025-07-15";
  for (const id of ["preset", "target", "as-of", "history"]) $(id).addEventListener("input", show);
  show();
};
