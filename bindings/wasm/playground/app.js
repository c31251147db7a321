// The page around the box.
import { Box, date, group, init } from "./box.js";
import { bars } from "./drawing.js";
import * as market from "./market.js";

const $ = (id) => document.getElementById(id);
const DAY = 86400;
const US = (standard) => ({
  standard,
  daylight: {
    offset: standard + 60,
    start: { month: 3, week: 2, weekday: 0, minute: 120 },
    end: { month: 11, week: 1, weekday: 0, minute: 120 },
  },
});
const ZONES = {
  "Pacific (US)": { zone: US(-480), spring: "2026-03-08", autumn: "2026-11-01" },
  "Eastern (US)": { zone: US(-300), spring: "2026-03-08", autumn: "2026-11-01" },
  Sydney: {
    zone: {
      standard: 600,
      daylight: {
        offset: 660,
        start: { month: 10, week: 1, weekday: 0, minute: 120 },
        end: { month: 4, week: 1, weekday: 0, minute: 180 },
      },
    },
    spring: "2026-10-04", autumn: "2026-04-05",
  },
  UTC: { zone: { standard: 0 }, spring: "2026-03-08", autumn: "2026-11-01" },
};
const SAMPLE = { root: "07".repeat(32), id: "LB-00012345", zone: "Pacific (US)", date: "2026-03-08", minute: 600 };

let box;
let day;

const now = () => box.zone.startOf(day) + Number($("time").value) * 60;
const local = (instant) => {
  const offset = box.zone.offsetAt(instant);
  const shown = new Date((instant + offset * 60) * 1000).toISOString();
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset);
  const pad = (number) => String(number).padStart(2, "0");
  return { date: shown.slice(0, 10), time: shown.slice(11, 16), zone: `${sign}${pad(Math.trunc(minutes / 60))}${pad(minutes % 60)}` };
};
const dated = (instant) => `${local(instant).date} ${local(instant).time}`;
const say = (id, text, kind = "") => {
  $(id).textContent = text;
  $(id).dataset.kind = kind;
};
/** What each refusal that was told here is about, by its number in the log. */
const refusals = new Map();
const told = (decision) => {
  if (decision.decision === "deny") refusals.set(decision.number, decision.text);
  switch (decision.decision) {
    case "open": return `Open: ${decision.operation.replace("_", " ")}. The same code may open until ${dated(decision.until)}.`;
    case "applied": return `Done: ${decision.applied.applied.replaceAll("_", " ")}.${decision.set_clock === null ? "" : ` The clock now reads ${dated(decision.set_clock)}.`}`;
    default: {
      const { reason } = decision;
      const when = "until" in reason ? `, until ${dated(reason.until)}` : "from" in reason ? `, from ${dated(reason.from)}` : "";
      return `Not opened: ${decision.text}${when} (${reason.reason}).`;
    }
  }
};

const attempt = (id, work) => () => {
  try {
    work();
  } catch (error) {
    say(id, `Refused: ${error.message}${error.code ? ` (${error.code})` : ""}`, "deny");
  }
  show();
};

const showDay = () => {
  const minutes = (box.zone.endOf(day) - box.zone.startOf(day)) / 60;
  $("date").value = date(day);
  $("time").max = minutes - 5;
};
const setDay = (text) => {
  const chosen = Date.parse(text) / (DAY * 1000);
  if (!Number.isInteger(chosen)) return;
  day = chosen;
  showDay();
};

const show = () => {
  const instant = now();
  const { date: on, time, zone } = local(instant);
  const hours = (box.zone.endOf(day) - box.zone.startOf(day)) / 3600;
  $("now").textContent = `${on} ${time} (UTC${zone}), a day of ${hours} hours`;
  $("time").setAttribute("aria-valuetext", `${time}, UTC${zone}`);
  showIssued(instant);
  showLog();
};

const showIssued = (instant) => {
  const [from, to] = [box.zone.startOf(day), box.zone.endOf(day)];
  const ticks = [];
  for (let at = from; at < to; at += 3 * 3600) ticks.push({ at, text: local(at).time });
  const lines = box.issued.map((item) => ({
    name: item.name.length > 22 ? `${item.name.slice(0, 21)}…` : item.name,
    spans: [{ ...item, text: `${item.name}: ${dated(item.start)} to ${dated(item.end)}` }],
  }));
  const title = `When each opens on ${date(day)}: ${lines.map(({ spans }) => spans[0].text).join("; ") || "nothing issued"}`;
  bars($("timeline"), { title, from, to, lines, ticks, marks: [{ at: instant, text: "now" }] });
  const rows = box.issued.map((item) => row([item.name, item.code ? group(item.code) : "on the phone", dated(item.start), dated(item.end), item.use], 1));
  $("issued").tBodies[0].replaceChildren(...rows);
  const grants = box.issued.filter(({ kind }) => kind === "grant");
  const chosen = $("grant").value;
  $("grant").replaceChildren(...grants.map((item, index) => new Option(`${item.name}, to ${dated(item.end)}`, index)));
  if (chosen !== "" && chosen < grants.length) $("grant").value = chosen;
  $("grant-text").value = grant()?.grant.toText() ?? "";
};

const row = (cells, codeAt) => {
  const made = document.createElement("tr");
  for (const [index, text] of cells.entries()) {
    const cell = document.createElement("td");
    cell.textContent = text;
    if (index === codeAt) cell.className = "code";
    made.append(cell);
  }
  return made;
};

const showLog = () => {
  const { entries, missing, next } = box.log();
  const about = (subject) => (typeof subject === "string" ? subject : Object.keys(subject)[0]);
  const outcome = (number) => refusals.get(number) ?? ["open", "applied"][number] ?? `refused (${number})`;
  $("log").tBodies[0].replaceChildren(...entries.map((entry) => row([
    entry.sequence, entry.instant === 0 ? "not set" : dated(entry.instant), entry.event.replace("_", " "), entry.method,
    outcome(entry.outcome), about(entry.about),
  ])));
  const lost = missing.map(({ start, end }) => (end - start === 1 ? `row ${start}` : `rows ${start} to ${end - 1}`));
  $("log-said").textContent = `${entries.length} of ${next} rows are here, each genuine.${lost.length ? ` Missing: ${lost.join(", ")}.` : ""}`;
};

const grant = () => box.issued.filter(({ kind }) => kind === "grant")[Number($("grant").value || 0)];
const operation = () => document.querySelector("[name=operation]:checked").value;

const provision = () => {
  const { zone } = ZONES[$("zone").value];
  const made = new Box($("root").value.toLowerCase(), $("id").value, zone);
  box?.free();
  box = made;
  showDay();
  box.sync(now());
  for (const id of ["decision", "phone-said", "issue-said"]) say(id, "");
  say("box-said", `${$("id").value} is provisioned, and a live bulletin has set its clock.`);
};

const takeSample = () => {
  $("root").value = SAMPLE.root;
  $("id").value = SAMPLE.id;
  $("zone").value = SAMPLE.zone;
  day = Date.parse(SAMPLE.date) / (DAY * 1000);
  $("time").max = 1435;
  $("time").value = SAMPLE.minute;
  provision();
};

const buildKeys = () => {
  const keys = [..."123456789", "Clear", "0", "Enter"].map((name) => {
    const button = document.createElement("button");
    button.textContent = name;
    button.type = name === "Enter" ? "submit" : "button";
    if (name === "Clear") button.onclick = () => { $("digits").value = ""; };
    else if (name !== "Enter") button.onclick = () => { $("digits").value += name; };
    return button;
  });
  document.querySelector(".keys").append(...keys);
};

const listen = () => {
  $("box-form").onsubmit = (event) => {
    event.preventDefault();
    attempt("box-said", provision)();
  };
  $("sample").onclick = attempt("box-said", takeSample);
  $("date").onchange = () => { setDay($("date").value); show(); };
  $("time").oninput = show;
  for (const id of ["spring", "autumn"]) {
    $(id).onclick = () => {
      setDay(ZONES[$("zone").value][id]);
      $("time").value = 90;
      show();
    };
  }
  $("sync").onclick = attempt("decision", () => {
    const { decision, refused } = box.sync(now());
    say("decision", decision ? told(decision) : `The box gave no challenge: ${refused}.`, decision?.decision ?? "deny");
  });
  const issued = (work) => attempt("issue-said", () => {
    const item = work();
    if (item.code) $("digits").value = item.code;
    say("issue-said", item.code ? `${item.name}: ${group(item.code)}` : `${item.name} to ${dated(item.end)}: it is on the phone.`);
  });
  const length = () => Number($("length").value);
  $("issue-day").onclick = issued(() => box.issueDay(day));
  $("issue-flex").onclick = issued(() => box.issueFlex(now(), length(), operation(), $("use").value));
  $("issue-grant").onclick = issued(() => box.issueGrant(now(), length()));
  $("entry").onsubmit = (event) => {
    event.preventDefault();
    attempt("decision", () => {
      const decision = box.enter(now(), operation(), $("digits").value);
      say("decision", told(decision), decision.decision);
      $("digits").value = "";
    })();
  };
  $("grant").onchange = show;
  $("present").onclick = attempt("phone-said", () => {
    const item = grant();
    if (!item) return say("phone-said", "There is no grant on the phone yet.", "deny");
    const { decision, refused, shown } = box.present(now(), item);
    say("phone-said", decision ? `${told(decision)} (${shown})` : `The box gave no challenge: ${refused}.`, decision?.decision ?? "deny");
  });
  $("narrow").onclick = attempt("phone-said", () => {
    const item = grant();
    if (!item) return say("phone-said", "There is no grant on the phone yet.", "deny");
    const narrowed = box.narrow(item, now());
    say("phone-said", `Narrowed, without the service: to ${dated(narrowed.end)}.`);
  });
};

await Promise.all([init(), market.start()]);
$("zone").append(...Object.keys(ZONES).map((name) => new Option(name)));
buildKeys();
listen();
takeSample();
show();
$("main").setAttribute("aria-busy", "false");
