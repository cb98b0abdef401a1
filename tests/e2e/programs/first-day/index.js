"use strict";

const path = require("node:path");

const { E2E_REPOSITORY, E2E_TITLE, E2E_FAULTY } = process.env;
require(path.join(E2E_REPOSITORY, "commands", "typescript.js"));
const { FIRST_DAYS } = require(path.join(E2E_REPOSITORY, "tests", "shapes", "first-day"));
const { Program } = require(path.join(E2E_REPOSITORY, "tests", "shapes", "program"));
const register = require("./register");

const written = new Program();
FIRST_DAYS.find(({ title }) => title === E2E_TITLE).program(written, E2E_FAULTY === "true");
register(written);
