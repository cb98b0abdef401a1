import assert from "node:assert/strict";
import { escape, html, trusted } from "../../../commands/report/html";

describe("html", () => {
  it("escapes every value, in content and in attributes", () => {
    const name = `"><script>alert('1')</script>&`;
    const markup = html`<p title="${name}">${name}</p>`.text;
    const escaped = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
    assert.equal(markup, `<p title="${escaped}">${escaped}</p>`);
  });

  it("takes markup of its own as it is, joins lists and leaves out what is not there", () => {
    const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
    assert.equal(html`${items}${undefined}${false}${0}`.text, "<li>a</li><li>&lt;b&gt;</li>0");
    assert.equal(html`${trusted("<hr>")}`.text, "<hr>");
  });

  it("shows characters that hide or reorder text as codes", () => {
    assert.equal(escape("admin\u202eyldaer"), "admin\\u{202e}yldaer");
    assert.equal(escape("a\u0000b\u2066c\ud800d"), "a\\u{0}b\\u{2066}c\\u{d800}d");
  });

  it("leaves every other script, tabs and line feeds alone", () => {
    assert.equal(escape("권한\t요청\n😀"), "권한\t요청\n😀");
  });
});
