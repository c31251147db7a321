// Every export that takes something, by its name: how it is called, what kind of thing each argument
// is, and what a message says when it is wrong.
import { vectorFiles } from "./support.js";
import { split } from "./vectors/outputs.js";
import { bytes } from "./vectors/values.js";

/** The group and the inputs of a file's first valid test. */
const sample = (name, among = () => true) => {
  const { groups } = vectorFiles().find((file) => file.name === name).read();
  const { tests, ...group } = groups.find((group) => among(group) && group.tests.some(({ result }) => result === "valid"));
  const test = tests.find(({ result }) => result === "valid");
  return [group, split(name, group, test).inputs];
};
const doing = (name) => (group) => group.function === name;
const without = ({ zone, ...rest }) => rest;

const NOW = 1_767_362_400;
const DAY = 20520;
const ID = "LB-00012345";
const WINDOW = { start: NOW, seconds: 3600 };
const TERMS = { window: WINDOW, copy: 0, operation: "shackle", use: "single" };
const CODES = { day_digits: 7, flex_digits: 10 };
const PROFILE = { id: ID, codes: CODES, limits: {}, lacking: 0 };
const SIXTEEN = new Uint8Array(16).fill(9);
const ASKED = { operation: "shackle", manifest: null, new_epoch: null };
const BODY = {
  operations: 1, epoch: 0, bulletin: 0, grant_id: "a0".repeat(16), holder: "b0".repeat(16),
  not_before: NOW, not_after: NOW + 7200, max_uses: 0, lockbox: ID,
};
const BULLETIN = {
  lockbox: ID, nonce: "00".repeat(16), sequence: 1, epoch: 0, issued_at: NOW,
  is_suspended: false, zone: "0000" + "00".repeat(12), revocations: [],
};
const ENTRY = {
  sequence: 0, epoch: 0, instant: NOW, event: "grant", outcome: 0, method: "grant", operation: 1,
  subject: "a0".repeat(16), detail: "0",
};
const REGION = { id: "PDX", association: "RMLS", state: "OR", zone: "00".repeat(14) };
const MOVE = { from: REGION, to: REGION, owner: true, licences: ["OR"], assigned: false, association_member: true };
const HISTORY = { as_of: "2025-12-31", target: "L1", listings: [{ listing: "L1", events: [{ date: "2025-01-01", status: "Active" }] }] };

/** Calls a method of an object. */
const method = (make, name) => (...given) => make()[name](...given);

const access = (api, hasLockbox) => {
  const root = api.RootKey.fromBytes(new Uint8Array(32).fill(7));
  const box = root.lockbox(ID, 0);
  const day = box.dayRoot(0).day(DAY);
  const flex = box.flex(0);
  const service = box.service();
  const card = root.credential("C-1");
  const grant = box.grant(0).issue(BODY);
  const zone = api.Zone.utc();
  const challenge = box.challenge().challenge(0, SIXTEEN);
  const message = grant.present(challenge, SIXTEEN, ASKED);
  const proof = api.proof(grant.exposeTag(), challenge, SIXTEEN, ASKED);
  const reader = new api.CodeReader(box, 0, CODES);
  const code = day.code(7, 0);
  const keys = ["RootKey", "LockboxKey", "DayRootKey", "DayKey", "FlexKey", "GrantKey", "ServiceKey", "BulletinKey", "ChallengeKey", "CredentialKey", "AuditKey"];
  const on = (object) => (name) => (...given) => object[name](...given);
  const table = {
    "RootKey#lockbox": [on(root)("lockbox"), ["text as an id", "number as a generation"], [ID, 0]],
    "RootKey#firstAudit": [on(root)("firstAudit"), ["text as an id", "number as a generation"], [ID, 0]],
    "RootKey#credential": [on(root)("credential"), ["text as an id"], ["C-1"]],
    "LockboxKey#dayRoot": [on(box)("dayRoot"), ["number as epoch"], [0]],
    "LockboxKey#flex": [on(box)("flex"), ["number as epoch"], [0]],
    "LockboxKey#grant": [on(box)("grant"), ["number as epoch"], [0]],
    "DayRootKey#day": [on(box.dayRoot(0))("day"), ["number as a day"], [DAY]],
    "DayKey#code": [on(day)("code"), ["number as digits", "number as slot"], [7, 0]],
    "DayKey#issue": [on(day)("issue"), ["number as digits", "list", "text as slots"], [7, [], "service"]],
    "FlexKey#code": [on(flex)("code"), ["number as digits", "value"], [10, TERMS]],
    "FlexKey#issue": [on(flex)("issue"), ["number as digits", "value", "text as an operation", "text as a use", "list"], [10, WINDOW, "shackle", "single", []]],
    "ServiceKey#cancelFlex": [on(service)("cancelFlex"), ["value", "number as epoch"], [TERMS, 0]],
    "ServiceKey#cancelDay": [on(service)("cancelDay"), ["number as a day", "number as slot", "number as epoch"], [DAY, 0, 0]],
    "ServiceKey#setClock": [on(service)("setClock"), ["instant as an instant"], [NOW]],
    "ServiceKey#raiseEpoch": [on(service)("raiseEpoch"), ["number as epoch"], [1]],
    "ServiceKey#read": [on(service)("read"), ["text as a code"], [service.raiseEpoch(1)]],
    "CredentialKey#renewalCode": [on(card)("renewalCode"), ["number as a day", "number as number"], [DAY, 0]],
    "CredentialKey#readRenewal": [on(card)("readRenewal"), ["number as a day", "text as a code"], [DAY, "12345678"]],
    "ChallengeKey#challenge": [on(box.challenge())("challenge"), ["number as a counter", "bytes as entropy"], [0, SIXTEEN]],
    "GrantKey#issue": [on(box.grant(0))("issue"), ["value"], [BODY]],
    "Grant.fromText": [api.Grant.fromText, ["text as a grant"], [grant.toText()]],
    "Grant#narrow": [on(grant)("narrow"), ["value"], [{ not_after: NOW + 60 }]],
    "Grant#present": [on(grant)("present"), ["bytes as a challenge", "bytes as a nonce", "value"], [challenge, SIXTEEN, ASKED]],
    "Grant#checkAcknowledgement": [
      on(grant)("checkAcknowledgement"),
      ["bytes as a challenge", "bytes as a message", "number as an outcome", "bytes as an acknowledgement"],
      [challenge, message, 0, api.acknowledgement(grant.exposeTag(), challenge, proofOf(message), 0)],
    ],
    proof: [api.proof, ["bytes as a tag", "bytes as a challenge", "bytes as a nonce", "value"], [grant.exposeTag(), challenge, SIXTEEN, ASKED]],
    acknowledgement: [
      api.acknowledgement, ["bytes as a tag", "bytes as a challenge", "bytes as a proof", "number as an outcome"],
      [grant.exposeTag(), challenge, proof, 0],
    ],
    "BulletinKey#seal": [on(box.bulletin())("seal"), ["value"], [BULLETIN]],
    "BulletinKey#open": [on(box.bulletin())("open"), ["text as an id", "bytes as a message"], [ID, box.bulletin().seal(BULLETIN)]],
    "new CodeReader": [(...given) => new api.CodeReader(...given), ["key as LockboxKey", "number as epoch", "value"], [box, 0, CODES]],
    "CodeReader#read": [
      on(reader)("read"), ["key as Zone", "instant as an instant", "number as tolerance", "text as an operation", "text as a code"],
      [zone, NOW, 120, "key_compartment", code],
    ],
    "new Zone": [(value) => new api.Zone(value), ["value"], [{ standard: 0 }]],
    "Zone.fromBytes": [api.Zone.fromBytes, ["bytes as a zone"], [zone.toBytes()]],
    "Zone#offsetAt": [on(zone)("offsetAt"), ["instant as an instant"], [NOW]],
    "Zone#dayAt": [on(zone)("dayAt"), ["instant as an instant"], [NOW]],
    "Zone#minuteOfDayAt": [on(zone)("minuteOfDayAt"), ["instant as an instant"], [NOW]],
    "Zone#startOf": [on(zone)("startOf"), ["number as a day"], [DAY]],
    "Zone#endOf": [on(zone)("endOf"), ["number as a day"], [DAY]],
    dateOf: [api.dateOf, ["number as a day"], [DAY]],
    diagnose: [
      api.diagnose, ["key as LockboxKey", "value", "key as Zone", "value", "text as a code"],
      [box, CODES, zone, { now: NOW, box_clock: NOW, tolerance: 120, epoch: 0, range: {} }, code],
    ],
    groupCode: [api.groupCode, ["text as a code"], [code]],
    neededRevocations: [api.neededRevocations, ["list", "instant as an instant"], [[], NOW]],
  };
  for (const key of hasLockbox ? keys : keys.filter((name) => name in api)) {
    table[`${key}.fromBytes`] = [api[key].fromBytes, ["bytes as a key"], [new Uint8Array(32).fill(1)]];
  }
  return hasLockbox ? { ...table, ...lockbox(api, { root, box, flex, zone, message, on }) } : table;
};

/** The proof within the message of a grant: its last 32 bytes. */
const proofOf = (message) => message.subarray(-32);

const lockbox = (api, { root, box, flex, zone, message, on }) => {
  const first = root.firstAudit(ID, 0);
  let saved;
  const make = () => api.Lockbox.provision(PROFILE, box, first, 0, zone, (snapshot) => { saved = snapshot; });
  make();
  const limits = api.limitsToBytes({});
  const log = () => new api.AuditLog(first);
  return {
    "FlexKey#encipher": [on(flex)("encipher"), ["number as digits", "text as tweak", "number as a number"], [10, "0", 1]],
    "FlexKey#decipher": [on(flex)("decipher"), ["number as digits", "text as tweak", "number as a number"], [10, "0", 1]],
    "Lockbox.provision": [
      api.Lockbox.provision,
      ["value", "key as LockboxKey", "key as AuditKey", "number as epoch", "key as Zone", "save as save"],
      [PROFILE, box, first, 0, zone, () => {}],
    ],
    "Lockbox.restore": [
      api.Lockbox.restore, ["text as an id", "value", "key as LockboxKey", "bytes as a snapshot", "save as save"],
      [ID, CODES, box, saved, () => {}],
    ],
    "Lockbox#enterCode": [method(make, "enterCode"), ["instant as an instant", "text as an operation", "text as a code"], [NOW, "shackle", "1234567"]],
    "Lockbox#confirmOpened": [method(make, "confirmOpened"), ["instant as an instant"], [NOW]],
    "Lockbox#tick": [method(make, "tick"), ["instant as an instant"], [NOW]],
    "Lockbox#keyPressed": [method(make, "keyPressed"), ["instant as an instant"], [NOW]],
    "Lockbox#openSession": [method(make, "openSession"), ["instant as an instant", "bytes as entropy"], [NOW, SIXTEEN]],
    "Lockbox#applyBulletin": [method(make, "applyBulletin"), ["instant as an instant", "bytes as a message"], [NOW, message]],
    "Lockbox#presentGrant": [method(make, "presentGrant"), ["instant as an instant", "bytes as a message"], [NOW, message]],
    "Lockbox#replaceLimits": [method(make, "replaceLimits"), ["instant as an instant", "bytes as limits"], [NOW, limits]],
    "Lockbox#drainAudit": [method(make, "drainAudit"), ["instant as an instant"], [NOW]],
    "Lockbox#auditHead": [method(make, "auditHead"), ["instant as an instant"], [NOW]],
    "Lockbox#keypad": [method(make, "keypad"), ["instant as an instant"], [NOW]],
    "Lockbox#tolerance": [method(make, "tolerance"), ["instant as an instant"], [NOW]],
    "AuditKey#row": [on(first)("row"), ["value"], [ENTRY]],
    "AuditKey#head": [on(first)("head"), ["number as a sequence", "instant as an instant"], [0, NOW]],
    "new AuditLog": [(key) => new api.AuditLog(key), ["key as AuditKey"], [first]],
    "AuditLog#checkRow": [method(log, "checkRow"), ["bytes as a row"], [first.row(ENTRY)]],
    "AuditLog#checkHead": [method(log, "checkHead"), ["bytes as a head"], [first.head(0, NOW)]],
    "new AuditCollection": [(key) => new api.AuditCollection(key), ["key as AuditKey"], [first]],
    "AuditCollection#add": [method(() => new api.AuditCollection(first), "add"), ["rows as row", "head as a head"], [[first.row(ENTRY)], null]],
    limitsFromBytes: [api.limitsFromBytes, ["bytes as limits"], [limits]],
    limitsToBytes: [api.limitsToBytes, ["value"], [{}]],
    subjectOf: [api.subjectOf, ["value"], [ENTRY]],
    ...firmware(api),
  };
};

const RELEASE = { model: "KB-2", firmware: 7, lowest: 5, piece_len: 256 };
const IMAGE = new Uint8Array(1000);

const firmware = (api) => {
  const sign = () => new Uint8Array(64);
  const manifest = api.buildManifest(RELEASE, IMAGE, sign);
  const transfer = () => new api.FirmwareTransfer(memory());
  return {
    guessOdds: [api.guessOdds, ["value"], [{}]],
    buildManifest: [api.buildManifest, ["value", "bytes as an image", "save as sign"], [RELEASE, IMAGE, sign]],
    readManifest: [api.readManifest, ["bytes as a manifest"], [manifest]],
    "new FirmwareTransfer": [(store) => new api.FirmwareTransfer(store), ["value as a store"], [memory()]],
    "FirmwareTransfer#offer": [
      method(transfer, "offer"), ["bytes as a manifest", "text as an id", "number as a firmware version", "save as verify"],
      [manifest, "KB-2", 6, () => true],
    ],
    "FirmwareTransfer#piece": [method(transfer, "piece"), ["number as a piece", "bytes as a piece"], [0, IMAGE.subarray(0, 256)]],
    "FirmwareTransfer#missing": [method(transfer, "missing"), ["number as a piece"], [0]],
    "new Journal": [(flash) => new api.Journal(flash), ["value as areaLength"], [flash()]],
    "Journal#save": [method(() => new api.Journal(flash()), "save"), ["bytes as a snapshot"], [new Uint8Array(1536)]],
  };
};

/** A box's store of firmware, in memory. */
export const memory = () => {
  const kept = { record: new Uint8Array(), manifest: new Uint8Array(), image: new Uint8Array(4096) };
  return {
    kept,
    saveRecord: (record) => { kept.record = record; },
    readRecord: () => kept.record,
    saveManifest: (manifest) => { kept.manifest = manifest; },
    readManifest: (offset, length) => kept.manifest.subarray(offset, offset + length),
    writeImage: (offset, piece) => kept.image.set(piece, offset),
    readImage: (offset, length) => kept.image.subarray(offset, offset + length),
  };
};

/** Two areas of flash, in memory: a byte is cleared bit by bit and comes back by erasing alone. */
export const flash = () => {
  const areas = [new Uint8Array(4096).fill(255), new Uint8Array(4096).fill(255)];
  return {
    areas,
    areaLength: 4096,
    read: (area, offset, length) => areas[area].slice(offset, offset + length),
    erase: (area) => areas[area].fill(255),
    write: (area, offset, bytes) => bytes.forEach((byte, at) => { areas[area][offset + at] &= byte; }),
  };
};

const policy = (api) => {
  const [issuance, request] = sample("issuance");
  const [{ parameters: gate }, change] = sample("status-gate", doing("change"));
  const [stepRules, step] = sample("appointment", doing("step"));
  const [admitRules, admit] = sample("appointment", doing("access"));
  const [grantRules, grant] = sample("appointment", doing("grant"));
  const [, receive] = sample("appointment", doing("receive"));
  const [card, renewal] = sample("renewal-policy");
  const [key, { state, events: [event] }] = sample("single-key");
  const zone = { standard: 0 };
  const filter = { from: NOW, to: NOW + 86_400, listing: null };
  return {
    ruleIssuance: [api.ruleIssuance, ["value"], [{ association: issuance.association, parameters: issuance.parameters, ...request }]],
    statusAccess: [api.statusAccess, ["name", "name", "flag"], ["Active", "showing_agent", false]],
    judgeStatusChange: [api.judgeStatusChange, ["value", "value"], [change, gate]],
    stepAppointment: [api.stepAppointment, ["value"], [{ rules: stepRules.rules, ...step }]],
    admitAppointment: [
      api.admitAppointment, ["value", "maybe", "given name", "given name", "instant as an instant"],
      [admitRules.rules, admit.appointment, admit.holder, admit.listing, admit.now],
    ],
    grantForAppointment: [api.grantForAppointment, ["value", "value", "number"], [grantRules.rules, grant.appointment, grant.bulletin]],
    receiveAppointment: [api.receiveAppointment, ["maybe", "value"], [receive.last, receive.event]],
    firstKeyState: [api.firstKeyState, ["value", "instant as an instant"], [zone, NOW]],
    stepSingleKey: [api.stepSingleKey, ["value", "value", "value", "value"], [zoneOf(key.zone), { afternoon: key.afternoon }, state, event]],
    judgeRenewal: [api.judgeRenewal, ["value", "value", "value"], [zoneOf(card.zone), without(card), renewal]],
    factsOfRow: [api.factsOfRow, ["value", "maybe"], [ENTRY, null]],
    accessReport: [api.accessReport, ["list", "value"], [[], filter]],
    showingNotices: [api.showingNotices, ["list"], [[]]],
    exportJsonLines: [api.exportJsonLines, ["list"], [[]]],
    exportCsv: [api.exportCsv, ["list"], [[]]],
    compareRosters: [api.compareRosters, ["value"], [{ known: {}, snapshot: {}, complete: [], confirmed: false }]],
    importOverdue: [api.importOverdue, ["instant as an instant", "last as an instant", "number"], [NOW, null, 3600]],
    standardStatus: [api.standardStatus, ["text as a status"], ["Coming Soon"]],
    judgeMove: [api.judgeMove, ["value"], [MOVE]],
    isHonoured: [api.isHonoured, ["list", "given name", "given name", "number"], [[], "A", "B", DAY]],
    honouredAt: [api.honouredAt, ["list", "given name", "number"], [[], "A", DAY]],
    capabilitiesOf: [api.capabilitiesOf, ["name"], ["keypad"]],
    maskCodes: [api.maskCodes, ["text as a text"], ["a text"]],
  };
};

/** The value of a zone's bytes: an offset, and the rules where there are any. */
const zoneOf = (hex) => {
  const view = new DataView(bytes(hex).buffer);
  return { standard: view.getInt16(0) };
};

const market = (api) => ({
  daysOnMarket: [api.daysOnMarket, ["value", "value"], [HISTORY, {}]],
  explainDaysOnMarket: [api.explainDaysOnMarket, ["value", "value"], [HISTORY, { rules: {} }]],
  countListings: [api.countListings, ["list", "value", "text as a date"], [[{ property: "P1", listings: HISTORY.listings }], { rules: {} }, "2025-12-31"]],
  judgeLead: [api.judgeLead, ["value"], [sample("market-leads")[1]]],
  properties: [api.properties, ["list", "name"], [[], sample("market-keys")[0].property_key]],
  rulesAt: [api.rulesAt, ["text as a family", "text as a date"], [api.presets().find(({ family }) => family).family, "2026-01-01"]],
  statusOf: [api.statusOf, ["text as a preset", "text as a name"], [api.presets()[0].id, "Active"]],
});

const shared = (api) => ({
  isDoorwardError: [api.isDoorwardError, [], [new Error("another")]],
  unixSeconds: [api.unixSeconds, ["instant as an instant"], [NOW]],
});

export const calls = (module, api) => {
  const own = { doorward: (api) => access(api, false), lockbox: (api) => access(api, true), policy, market }[module];
  return Object.fromEntries(Object.entries({ ...shared(api), ...own(api) })
    .map(([name, [call, kinds, good]]) => [name, { call, kinds, good: () => [...good] }]));
};
