// One simulated box with its service, its phone and its log.
import * as doorward from "./doorward/entry/web/lockbox.js";

const random = () => crypto.getRandomValues(new Uint8Array(16));
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const CODES = { day_digits: 7, flex_digits: 10 };
const HALF_HOUR = 1800;
const EPOCH = 0;
const KEY_COMPARTMENT = 1;

export class Box {
  #root; #key; #first; #engine; #log; #id; #sequence = 0;
  #taken = new Map();
  issued = [];

  constructor(root, id, zone) {
    const secret = bytes(root);
    this.#root = doorward.RootKey.fromBytes(secret);
    secret.fill(0);
    this.zone = new doorward.Zone(zone);
    this.#id = id;
    this.#key = this.#root.lockbox(id, 0);
    this.#first = this.#root.firstAudit(id, 0);
    const profile = { id, codes: CODES, limits: {}, lacking: 0 };
    this.#engine = doorward.Lockbox.provision(profile, this.#key, this.#first, EPOCH, this.zone, () => {});
    this.#log = new doorward.AuditCollection(this.#first);
  }

  free() {
    for (const item of this.issued) item.grant?.free();
    for (const held of [this.#root, this.#key, this.#first, this.#engine, this.#log, this.zone]) held.free();
  }

  /** The numbers of these terms that were handed out before. */
  #numbers(terms) {
    if (!this.#taken.has(terms)) this.#taken.set(terms, []);
    return this.#taken.get(terms);
  }

  issueDay(day) {
    const taken = this.#numbers(`day ${day}`);
    const { slot, code } = this.#key.dayRoot(EPOCH).day(day).issue(CODES.day_digits, taken, "service");
    taken.push(slot);
    return this.#keep({ kind: "day", name: `Day code, slot ${slot}`, code, start: this.zone.startOf(day), end: this.zone.endOf(day), use: "for an hour from the first use" });
  }

  issueFlex(now, seconds, operation, use) {
    const window = { start: now - (now % HALF_HOUR), seconds };
    const taken = this.#numbers(JSON.stringify([window, operation, use]));
    const { terms, code } = this.#key.flex(EPOCH).issue(CODES.flex_digits, window, operation, use, taken);
    taken.push(terms.copy);
    return this.#keep({ kind: "flex", name: `FlexCode, ${operation.replace("_", " ")}`, code, start: window.start, end: window.start + seconds, use: use === "single" ? "once" : "until its end" });
  }

  issueGrant(now, seconds) {
    const grant = this.#key.grant(EPOCH).issue({
      operations: KEY_COMPARTMENT, epoch: EPOCH, bulletin: 0, grant_id: hex(random()), holder: hex(random()),
      not_before: now, not_after: now + seconds, max_uses: 0, lockbox: this.#id,
    });
    return this.#keepGrant(grant, "Grant");
  }

  narrow(item, now) {
    return this.#keepGrant(item.grant.narrow({ not_after: now + HALF_HOUR }), `${item.name}, narrowed`);
  }

  #keepGrant(grant, name) {
    const { not_before: start, not_after: end } = grant.rights;
    return this.#keep({ kind: "grant", name, grant, start, end, use: "any number of openings" });
  }

  #keep(item) {
    this.issued.push(item);
    return item;
  }

  enter(now, operation, digits) {
    this.#engine.keyPressed(now);
    return this.#noted(now, this.#engine.enterCode(now, operation, digits));
  }

  /** What a phone does: connect, present, check that it was this box that answered. */
  present(now, item) {
    const challenge = this.#connect(now);
    if (challenge.answer === "refused") return { refused: doorwardText(challenge.reason) };
    const asked = { operation: "key_compartment", manifest: null, new_epoch: null };
    const message = item.grant.present(challenge.challenge, random(), asked);
    const { decision, acknowledgement } = this.#engine.presentGrant(now, message);
    let shown = "without an acknowledgement";
    if (acknowledgement) {
      item.grant.checkAcknowledgement(challenge.challenge, message, decision.number, acknowledgement);
      shown = "acknowledged by this very box";
    }
    this.#engine.disconnected();
    return { decision: this.#noted(now, decision), shown };
  }

  /** A live bulletin: the service's answer to a challenge of the box's, which sets its clock. */
  sync(now) {
    const clock = this.#sequence === 0 ? 0 : now;
    const challenge = this.#connect(clock);
    if (challenge.answer === "refused") return { refused: doorwardText(challenge.reason) };
    this.#sequence += 1;
    const message = this.#key.bulletin().seal({
      lockbox: this.#id, nonce: hex(challenge.challenge), sequence: this.#sequence, epoch: EPOCH,
      issued_at: now, is_suspended: false, zone: hex(this.zone.toBytes()), revocations: [],
    });
    const decision = this.#engine.applyBulletin(clock, message);
    this.#engine.disconnected();
    return { decision: this.#noted(now, decision) };
  }

  #connect(now) {
    this.#engine.disconnected();
    this.#engine.keyPressed(now);
    return this.#engine.openSession(now, random());
  }

  #noted(now, decision) {
    const rows = this.#engine.auditRows();
    const head = this.#engine.auditHead(now);
    if (rows.answer === "given" && head.answer === "given") this.#log.add(rows.rows, head.head);
    return decision;
  }

  /** The log as the service has it, and what is missing of it. */
  log() {
    const entries = this.#log.entries.map((entry) => ({ ...entry, about: doorward.subjectOf(entry) }));
    return { entries, missing: this.#log.missing, next: this.#log.next };
  }

  get keypad() {
    return (now) => this.#engine.keypad(now);
  }
}

const doorwardText = ({ reason }) => reason.replaceAll("_", " ");
export const group = (code) => doorward.groupCode(code);
export const date = (day) => doorward.dateOf(day);
export const init = () => doorward.init();
