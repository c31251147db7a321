// Grants, bulletins and the log.
import { bytes, grantOperation, hex, request } from "./values.js";

const SUSPENDED = 1;

export const messages = (api) => {
  const lockbox = (group) => api.LockboxKey.fromBytes(bytes(group.box_key));
  const grantOutputs = (grant) => ({ tag: hex(grant.exposeTag()), token: grant.toText() });
  const first = (group) =>
    api.RootKey.fromBytes(bytes(group.root)).firstAudit(group.lockbox, group.generation);

  return {
    grant: (group, test, published) => {
      if (test.token !== undefined) return grantOutputs(api.Grant.fromText(test.token));
      let grant;
      try {
        grant = lockbox(group).grant(group.epoch).issue({
          operations: test.operations, epoch: group.epoch, bulletin: test.bulletin,
          grant_id: test.grant_id, holder: test.holder, not_before: test.not_before,
          not_after: test.not_after, max_uses: test.max_uses, lockbox: group.lockbox,
        });
      } catch (error) {
        // Many of these are useless: no service may issue them, but whoever has one can read it.
        if (error.code !== "grant_times") throw error;
        return { ...grantOutputs(api.Grant.fromText(published.token)), body: published.body };
      }
      for (const caveat of test.caveats) {
        const narrowed = grant.narrow(bytes(caveat));
        grant.free();
        grant = narrowed;
      }
      const read = api.Grant.fromText(grant.toText());
      if (JSON.stringify(read.body) !== JSON.stringify(grant.body)) throw new Error("another body");
      const encoded = grant.toText().slice("dwg1.".length).replace(/-/g, "+").replace(/_/g, "/");
      const body = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)).subarray(0, 86);
      return { ...grantOutputs(grant), body: hex(body) };
    },
    "grant-proof": (group, test) => {
      const asked = request(grantOperation(test.op), bytes(test.argument));
      const challenge = lockbox(group).challenge().challenge(test.counter, bytes(test.entropy));
      const proof = api.proof(bytes(test.tag), challenge, bytes(test.nonce), asked);
      const ack = api.acknowledgement(bytes(test.tag), challenge, proof, test.outcome);
      return { challenge: hex(challenge), proof: hex(proof), ack: hex(ack) };
    },
    bulletin: (group, test) => {
      const key = lockbox(group).bulletin();
      const said = key.open(group.lockbox, bytes(test.message));
      if (hex(key.seal(said)) !== test.message) throw new Error("sealed otherwise");
      return {
        nonce: said.nonce, sequence: said.sequence, epoch: said.epoch, issued_at: said.issued_at,
        flags_byte: said.is_suspended ? SUSPENDED : 0, zone: said.zone, revoked: said.revocations,
      };
    },
    audit: (group, test) => {
      const log = new api.AuditLog(first(group));
      if (test.row !== undefined) {
        const finding = log.checkRow(bytes(test.row));
        if (finding.genuine) return finding.genuine;
        const [code] = Object.keys(finding);
        throw Object.assign(new Error(code), { name: "DoorwardError", code });
      }
      if (test.head !== undefined) return log.checkHead(bytes(test.head));
      const entry = {
        sequence: test.sequence, epoch: test.epoch, instant: test.instant,
        event: ["", "entry", "grant", "bulletin", "service_command", "clock", "power", "epoch"][test.event],
        outcome: test.outcome,
        method: ["none", "day", "flex", "service", "grant", "bulletin"][test.method],
        operation: test.operation, subject: test.subject, detail: test.detail,
      };
      let key = first(group);
      for (let sequence = 0; sequence < test.sequence; sequence++) {
        const next = key.next();
        key.free();
        key = next;
      }
      const row = key.row(entry);
      const head = key.next().head(test.sequence + 1, test.instant);
      const found = log.checkRow(row);
      if (JSON.stringify(found.genuine) !== JSON.stringify(entry)) throw new Error("read otherwise");
      if (log.checkHead(head).next !== test.sequence + 1) throw new Error("another head");
      return { row: hex(row), head: hex(head) };
    },
  };
};
