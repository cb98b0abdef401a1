const Store = require("./store");
const { bucket } = require("./settings");

const store = new Store(bucket);
store.read("template.html").then((text) => store.write("today.html", text));
store.query("select 1");
