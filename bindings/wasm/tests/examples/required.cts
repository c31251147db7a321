// By way of `require`.
import doorward = require("doorward");
import market = require("doorward/market");

doorward.initSync(new Uint8Array());
const key: doorward.RootKey = doorward.RootKey.fromBytes(new Uint8Array(32));
console.log(key.kind, market.presets().length);
