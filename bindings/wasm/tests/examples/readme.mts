import { RootKey, init } from "doorward";

await init(); // in Node it is ready already

// The issuing service holds the root key: 32 uniformly random bytes from a key store.
const root = RootKey.fromBytes(new Uint8Array(32).fill(7));
const lockbox = root.lockbox("LB-00012345", 0);

// The first day code of the service for 2026-03-08; nothing was issued for that day before.
const epoch = 0;
const { slot, code } = lockbox.dayRoot(epoch).day(20520).issue(7, [], "service");
console.log(slot, code);
