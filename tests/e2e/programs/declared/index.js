"use strict";

const fs = require("node:fs");

require("./declare")(JSON.parse(fs.readFileSync(process.env.E2E_DECLARED, "utf8")));
