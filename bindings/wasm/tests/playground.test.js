// The playground in Chromium: what a visitor does, by mouse and by keyboard, wide, narrow and dark.
import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { serve, withPage } from "./browser.js";
import { clean } from "./support.js";

const folder = path.join(clean, "playground");
cpSync(fileURLToPath(new URL("../playground", import.meta.url)), folder, { recursive: true });
cpSync(path.join(clean, "node_modules/doorward"), path.join(folder, "doorward"), { recursive: true });
const pictures = path.join(clean, "pictures");
mkdirSync(pictures, { recursive: true });

const visit = async (context, use, options) => {
  const address = await serve(context, folder);
  await withPage(async (page) => {
    await page.goto(`${address}/index.html`);
    await page.waitForSelector("main[aria-busy=false]");
    await use(page);
  }, options);
};
const text = (page, id) => page.textContent(`#${id}`);
const setTime = (page, minute) => page.evaluate((value) => {
  const slider = document.getElementById("time");
  slider.value = value;
  slider.dispatchEvent(new Event("input"));
}, String(minute));
const picture = (page, name) => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

test("a showing day, from the sample box to the log", async (context) => {
  await visit(context, async (page) => {
    assert.match(await text(page, "box-said"), /is provisioned/);
    assert.match(await text(page, "now"), /2026-03-08 .* a day of 23 hours/);

    await page.click("#issue-day");
    assert.match(await text(page, "issue-said"), /Day code, slot 0: 650-1043/);
    await page.keyboard.press("Tab");
    await page.focus("#digits");
    await page.keyboard.press("Enter");
    assert.match(await text(page, "decision"), /^Open: key compartment/);

    await page.click("#issue-flex");
    const flex = (await text(page, "issue-said")).replace(/\D/g, "");
    await page.fill("#digits", flex);
    await page.check("input[value=shackle]");
    await page.click("text=Enter");
    assert.match(await text(page, "decision"), /Not opened: wrong code/);
    await page.check("input[value=key_compartment]");
    for (const digit of flex) await page.click(`.keys button:text-is("${digit}")`);
    await page.click("text=Enter");
    assert.match(await text(page, "decision"), /^Open/);

    await page.click("#issue-grant");
    await page.click("#present");
    assert.match(await text(page, "phone-said"), /^Open.*acknowledged by this very box/);
    await page.click("#narrow");
    await page.selectOption("#grant", "1");
    assert.match(await page.inputValue("#grant-text"), /^dwg1\./);
    await setTime(page, 600 + 90);
    await page.click("#present");
    assert.match(await text(page, "phone-said"), /Not opened: the grant holds no longer/);

    assert.equal(await page.locator("#timeline rect").count(), 4);
    assert.equal(await page.locator("#issued tbody tr").count(), 4);
    assert.ok(await page.locator("#log tbody tr").count() >= 5);
    assert.match(await text(page, "log-said"), /each genuine\.$/);

    await setTime(page, 60);
    await page.fill("#digits", "6501043");
    await page.click("text=Enter");
    assert.match(await text(page, "decision"), /clock went back/);
    await picture(page, "wide");
  }, { viewport: { width: 1280, height: 900 } });
});

test("nights on which the clocks change have 23 and 25 hours, and the slider crosses them", async (context) => {
  await visit(context, async (page) => {
    await page.click("#autumn");
    assert.match(await text(page, "now"), /2026-11-01 01:30 \(UTC-0700\), a day of 25 hours/);
    await setTime(page, 150);
    assert.match(await text(page, "now"), /2026-11-01 01:30 \(UTC-0800\)/);
    await page.click("#spring");
    await setTime(page, 115);
    assert.match(await text(page, "now"), /01:55 \(UTC-0800\)/);
    await page.focus("#time");
    await page.keyboard.press("ArrowRight");
    assert.match(await text(page, "now"), /03:00 \(UTC-0700\)/);
    assert.match(await page.getAttribute("#time", "aria-valuetext"), /03:00/);
    await page.selectOption("#zone", "Sydney");
    await page.click("text=Provision a new box");
    await page.click("#autumn");
    assert.match(await text(page, "now"), /2026-04-05 .* a day of 25 hours/);
  });
});

test("a chain is drawn with its DOM and CDOM, and the rules change them", async (context) => {
  await visit(context, async (page) => {
    const said = await text(page, "market-said");
    assert.match(said, /L3: DOM 25, CDOM \d+ .*chain/);
    assert.ok(await page.locator("#chain rect").count() >= 3);
    const answers = new Set();
    for (const id of await page.locator("#preset option").evaluateAll((all) => all.map(({ value }) => value))) {
      await page.selectOption("#preset", id);
      answers.add((await text(page, "market-said")).match(/CDOM (\d+)/)[1]);
    }
    assert.ok(answers.size > 2, [...answers].join(" "));
    await page.fill("#history", "L1 2025-01-10 Sold?");
    assert.match(await text(page, "market-said"), /unknown_status/);
  });
});

test("bad input gets a sentence, and the box stays", async (context) => {
  await visit(context, async (page) => {
    await page.fill("#id", "LB 1");
    await page.click("text=Provision a new box");
    assert.match(await text(page, "box-said"), /Refused: an id must be ASCII/);
    await page.click("#present");
    assert.match(await text(page, "phone-said"), /no grant on the phone/);
    await page.fill("#digits", "123");
    await page.click("text=Enter");
    assert.match(await text(page, "decision"), /not a code/);
  });
});

test("everything can be reached by the keyboard and has a name", async (context) => {
  await visit(context, async (page) => {
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll("button, input, select, textarea, svg")]
        .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length))
        .map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(unnamed, []);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    const levels = await page.locator("h1, h2").evaluateAll((all) => all.map((one) => one.tagName));
    assert.equal(levels.filter((level) => level === "H1").length, 1);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const wanted = await page.locator("main button, main input, main select, main textarea").count();
    const reached = new Set();
    for (let i = 0; i < wanted + 20; i++) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent));
    }
    for (const id of ["root", "time", "issue-day", "digits", "present", "preset", "history", "Enter"]) assert.ok(reached.has(id), id);
    assert.match(await text(page, "main").then(() => page.textContent("header")), /Real keys do not belong in a web page/);
  });
});

for (const [name, options] of Object.entries({
  phone: { viewport: { width: 360, height: 740 } },
  dark: { viewport: { width: 1024, height: 800 }, colorScheme: "dark" },
})) {
  test(`it fits: ${name}`, async (context) => {
    await visit(context, async (page) => {
      for (const id of ["issue-day", "issue-flex", "issue-grant"]) await page.click(`#${id}`);
      await page.click("#present");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      const [ground, ink] = await page.evaluate(() => {
        const style = getComputedStyle(document.body);
        return [style.backgroundColor, style.color].map((color) => color.match(/\d+/g).map(Number));
      });
      const lightness = (color) => (0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]) / 255;
      assert.equal(lightness(ground) < lightness(ink), name === "dark");
      await picture(page, name);
    }, options);
  });
}
