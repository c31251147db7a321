// What a box decides and saves, step by step.
import { bytes, command, hex, operation } from "./values.js";

const digest = async (snapshot) =>
  hex(new Uint8Array(await crypto.subtle.digest("SHA-256", snapshot))).slice(0, 32);

/** A decision as the members of a step. */
const answer = (decision) => {
  const { number } = decision;
  switch (decision.decision) {
    case "open": return { number, until: decision.until };
    case "deny": {
      const { reason, ...more } = decision.reason;
      return { number, ...more };
    }
    default: {
      const { applied: kind, ...members } = decision.applied;
      const applied = { kind, ...command(members) };
      return { number, applied, set_clock: decision.set_clock };
    }
  }
};

/** The numbers of the reasons that have no decision around them. */
const REASON_NUMBERS = {
  store_failed: 13, state_lost: 14, operation_not_granted: 23, challenge_spent: 24,
};
const given = (found, member) =>
  found.answer === "given"
    ? { number: 1, [member]: hex(found[member]) }
    : { number: REASON_NUMBERS[found.reason.reason] };

export const session = (api) => ({
  "lockbox-session": async (group, test) => {
    let snapshots = [];
    let last = bytes(test.initial);
    let fails = 0;
    let saves = 0;
    const save = (snapshot) => {
      saves += 1;
      if (saves === fails) throw new Error("the store fails");
      last = snapshot;
      snapshots.push(snapshot);
    };
    const saved = async () => {
      const digests = await Promise.all(snapshots.map(digest));
      snapshots = [];
      return digests;
    };
    const codes = { day_digits: group.day_digits, flex_digits: group.flex_digits };
    const key = api.LockboxKey.fromBytes(bytes(group.box_key));
    const restore = () => api.Lockbox.restore(group.lockbox, codes, key, last, save);

    let box;
    let first_saved;
    if (test.provision) {
      const { epoch, zone, limits, lacking = 0 } = test.provision;
      const profile = { id: group.lockbox, codes, limits: api.limitsFromBytes(bytes(limits)), lacking };
      if (hex(api.limitsToBytes(profile.limits)) !== limits) throw new Error("other limits");
      const first = api.AuditKey.fromBytes(bytes(group.audit_0));
      box = api.Lockbox.provision(profile, key, first, epoch, api.Zone.fromBytes(bytes(zone)), save);
      [first_saved] = await saved();
    } else {
      box = restore();
    }
    const calls = {
      enter: (step) => answer(box.enterCode(step.now, operation(step.op_chosen), step.code)),
      confirm: (step) => answer(box.confirmOpened(step.now)),
      tick: (step) => answer(box.tick(step.now)),
      power_restored: () => answer(box.powerRestored()),
      restart: () => { box.free(); box = restore(); },
      key_pressed: (step) => box.keyPressed(step.now),
      open_session: (step) => given(box.openSession(step.now, bytes(step.entropy)), "challenge"),
      disconnect: () => box.disconnected(),
      bulletin: (step) => answer(box.applyBulletin(step.now, bytes(step.message))),
      present: (step) => {
        const { decision, acknowledgement } = box.presentGrant(step.now, bytes(step.message));
        const found = answer(decision);
        return acknowledgement ? { ...found, acknowledgement: hex(acknowledgement) } : found;
      },
      replace_limits: (step) => answer(box.replaceLimits(step.now, bytes(step.limits))),
      drain_audit: (step) => given(box.drainAudit(step.now), "head"),
      head: (step) => given(box.auditHead(step.now), "head"),
    };
    const steps = [];
    for (const step of test.steps) {
      fails = step.store_fails ?? 0;
      saves = 0;
      const decision = calls[step.op](step);
      steps.push(decision === undefined ? {} : { decision, saved: await saved() });
    }
    box.free();
    return { ...(first_saved && { first_saved }), steps };
  },
});
