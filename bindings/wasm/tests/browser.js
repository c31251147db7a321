// A browser without a head, and a server of files beside it.
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Serves a folder until the test is over; the address. */
export const serve = (context, folder) =>
  new Promise((done) => {
    const server = createServer((request, response) => {
      const file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
      if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    });
    context.after(() => server.close());
    server.listen(0, "127.0.0.1", () => done(`http://127.0.0.1:${server.address().port}`));
  });

/** Opens a page in a profile that is new and empty. What the page complains about is an error. */
export const withPage = async (use, options = {}) => {
  const profile = mkdtempSync(path.join(tmpdir(), "doorward-browser-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ARGUMENTS, ...options,
  });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    const result = await use(page, complaints);
    const real = complaints.filter((text) => !/favicon/.test(text) && !/404/.test(text));
    if (real.length > 0) throw new Error(`the page complains: ${real.join("; ")}`);
    return result;
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
};
