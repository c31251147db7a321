// Keys, codes and zones.
import { NoRoom, accepted, bytes, codeUse, command, fromTerms, hex, operation, terms, window } from "./values.js";

const own = (key) => hex(key.exposeBytes());

export const codes = (api) => {
  const lockbox = (group) => api.LockboxKey.fromBytes(bytes(group.box_key));
  const dayKey = (group) => lockbox(group).dayRoot(group.epoch).day(group.day);
  const reader = (group, profile) => new api.CodeReader(lockbox(group), group.epoch, profile);
  const service = (group) => lockbox(group).service();
  const serviceCode = (key, test) => {
    switch (test.command) {
      case "cancel_flex": return key.cancelFlex(terms(test), test.epoch);
      case "cancel_day": return key.cancelDay(test.day, test.slot, test.epoch);
      case "set_clock": return key.setClock(test.instant);
      case "raise_epoch": return key.raiseEpoch(test.epoch);
    }
  };
  const readDay = (zone, digits) => (group, test) => {
    const found = reader(group, { day_digits: digits(group), flex_digits: 10 })
      .read(zone(group), test.instant, group.tolerance, "key_compartment", test.code);
    const { day, slot, epoch } = accepted(found, "day");
    if (epoch !== group.epoch) throw new Error("another epoch");
    return { day, slot };
  };

  return {
    keys: (_, test) => {
      const root = api.RootKey.fromBytes(bytes(test.root));
      const box = root.lockbox(test.lockbox, test.generation);
      const dayRoot = box.dayRoot(test.epoch);
      return {
        box_key: own(box), day_root: own(dayRoot), flex: own(box.flex(test.epoch)),
        grant: own(box.grant(test.epoch)), service: own(box.service()), bulletin: own(box.bulletin()),
        challenge: own(box.challenge()), audit_0: own(root.firstAudit(test.lockbox, test.generation)),
        day_key: own(dayRoot.day(test.day)), credential: own(root.credential(test.lockbox)),
      };
    },
    "day-code": (group, test) => ({ code: dayKey(group).code(group.digits, test.slot) }),
    "day-code-issue": (group, test) => dayKey(group).issue(group.digits, test.taken, test.half),
    "day-code-reading": readDay((group) => new api.Zone({ standard: group.offset_minutes }), () => 7),
    "day-code-zone-reading": readDay((group) => api.Zone.fromBytes(bytes(group.zone)), (group) => group.digits),
    "numeral-cipher": (group, test) => {
      const key = api.FlexKey.fromBytes(bytes(group.key));
      // A width that the cipher does not have is refused whatever the number.
      key.encipher(group.digits, group.tweak, 0);
      if (!/^[0-9]*$/.test(test.plain) || test.plain.length !== group.digits) throw new NoRoom(test.plain);
      const cipher = key.encipher(group.digits, group.tweak, Number(test.plain));
      if (key.decipher(group.digits, group.tweak, cipher) !== Number(test.plain)) throw new Error("another number");
      return { cipher: String(cipher).padStart(group.digits, "0") };
    },
    "flex-code": (group, test) => ({ code: lockbox(group).flex(group.epoch).code(group.digits, terms(test)) }),
    "flex-code-issue": (group, test) => {
      const issued = lockbox(group).flex(group.epoch)
        .issue(group.digits, window(test), operation(test.op), codeUse(test.use), test.taken);
      const { duration, copy } = fromTerms(issued.terms);
      return { duration, copy, code: issued.code };
    },
    "flex-code-reading": (group, test) => {
      const found = reader(group, { day_digits: 7, flex_digits: group.digits })
        .read(api.Zone.utc(), test.instant, test.tolerance, operation(test.op_chosen), test.code);
      return fromTerms(accepted(found, "flex").terms);
    },
    "service-code": (group, test) => ({ code: serviceCode(service(group), test) }),
    "service-code-reading": (group, test) =>
      command(accepted(service(group).read(test.code), "service")),
    "renewal-code": (group, test) => {
      const key = api.RootKey.fromBytes(bytes(group.root)).credential(group.credential);
      const code = key.renewalCode(test.day, test.n);
      const { number } = accepted(key.readRenewal(test.day, code), "renewal");
      if (number > test.n) throw new Error("read as a later renewal");
      return { code };
    },
    zone: (group, test) => {
      const zone = api.Zone.fromBytes(bytes(group.zone));
      if (hex(new api.Zone(zone.toJSON()).toBytes()) !== group.zone) throw new Error("other bytes");
      return { offset_minutes: zone.offsetAt(test.instant), day: zone.dayAt(test.instant) };
    },
    "code-digest": async (group, test) => ({ sha256: await digest(api, group, test.count, serviceCode) }),
  };
};

const spread = (counter) => Math.imul(counter, 2654435761) >>> 0;
const spreadOtherwise = (counter) => Math.imul(counter, 2246822519) >>> 0;
const quotient = Math.trunc;

async function digest(api, group, count, serviceCode) {
  const stream = streams(api, group, serviceCode)[group.family]();
  const text = [];
  for (let i = 0; i < count; i++) text.push(stream(i));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text.join("")));
  return hex(new Uint8Array(hash));
}

const streams = (api, group, serviceCode) => {
  const lockbox = group.box_key && api.LockboxKey.fromBytes(bytes(group.box_key));
  const flexTerms = (q, w) => ({
    start_slot: w, duration: 1 + (q % 125), copy: quotient(q / 125) % 4,
    op: quotient(q / 500) % 2, use: quotient(q / 1000) % 2,
  });
  return {
    day: () => {
      let key;
      return (i) => {
        const q = quotient(i / 16);
        if (i % 16 === 0) key = lockbox.dayRoot(spread(q)).day(spreadOtherwise(q));
        return key.code(7 + (q % 3), i % 16);
      };
    },
    flex: () => {
      let key;
      return (i) => {
        if (i % 4000 === 0) key = lockbox.flex(spreadOtherwise(i / 4000));
        return key.code(10 + (quotient(i / 2000) % 2), terms(flexTerms(i, spread(i))));
      };
    },
    service: () => {
      const key = lockbox.service();
      return (i) => {
        const q = quotient(i / 4);
        const w = spread(q);
        return serviceCode(key, [
          { command: "cancel_flex", ...flexTerms(q, 946704 + (w % 2 ** 20)), epoch: q % 16 },
          { command: "cancel_day", day: 19723 + (w % 2 ** 15), slot: q % 16, epoch: quotient(q / 16) % 16 },
          { command: "set_clock", instant: 1704067200 + 60 * (w % 2 ** 25) },
          { command: "raise_epoch", epoch: w % 2 ** 20 },
        ][i % 4]);
      };
    },
    renewal: () => {
      const root = api.RootKey.fromBytes(bytes(group.root));
      let key;
      return (i) => {
        if (i % 1000 === 0) key = root.credential(`C${i / 1000}`);
        return key.renewalCode(spread(i), i % 3);
      };
    },
  };
};
