// Node: the module is ready once this file is.
"use strict";
module.exports = {
  ...require("../../dist/MODULE.cjs"),
  init: async () => {},
  initSync: () => {},
};
