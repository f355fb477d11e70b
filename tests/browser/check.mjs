// Opens pages in Chromium as wide screens, as a phone and on paper, and tells
// every violation of WCAG 2.1 A and AA that axe-core finds, and every page that
// is wider than its screen (1.4.10).
//
//   node check.mjs < question.json
//
// The question: {"chromium": "/usr/bin/chromium", "key": "…",
// "pages": [{"name": "…", "url": "http://…"}]}. The key is sent with every
// request. Prints one line per fault and, last, how many pages were looked at.
// Exit codes: 0 no fault, 1 faults, 2 this check is itself at fault: it missed
// what was planted in a page of its own, or could not open a page.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

import {chromium} from 'playwright-core';

const axe = readFileSync(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
// Paper is A4 less its margins.
const VIEWS = [
  {name: '1280 px', width: 1280, media: 'screen'},
  {name: '320 px', width: 320, media: 'screen'},
  {name: 'print', width: 643, media: 'print'},
];

// What is wrong with the page as it is shown now.
async function faultsOf(page, view) {
  await page.evaluate(axe);
  const found = await page.evaluate(
      levels => globalThis.axe.run(
          document, {runOnly: {type: 'tag', values: levels}}),
      LEVELS);
  const faults = found.violations.map(
      violation => `${violation.id}: ${violation.help} (${
          violation.nodes.length} places, first ${
          violation.nodes[0].target.join(' ')}: ${
          violation.nodes[0].html.slice(0, 200)})`);
  // The rules that passed tell that they were run at all.
  if (found.passes.length === 0) faults.push('no rule was run');
  const width = await page.evaluate(
      () => document.documentElement.scrollWidth);
  if (width > view.width) {
    faults.push(`reflow: the page is ${width} px wide`);
  }
  return faults;
}

async function show(page, view) {
  await page.setViewportSize({width: view.width, height: 900});
  await page.emulateMedia({media: view.media});
}

// A page with a fault of every kind that we look for.
async function selfTest(browser) {
  const page = await browser.newPage();
  await page.setContent(`<!DOCTYPE html><title>x</title>
    <img src="data:,"><p style="color:#ccc;background:#fff">faint</p>
    <div style="width:2000px">wide</div>`);
  let missed = 0;
  for (const view of VIEWS) {
    await show(page, view);
    const faults = (await faultsOf(page, view)).join('\n');
    for (const planted of ['image-alt', 'color-contrast', 'html-has-lang',
                           'reflow']) {
      if (faults.includes(planted)) continue;
      console.log(`the check misses a planted fault: ${planted}, ${view.name}`);
      ++missed;
    }
  }
  await page.close();
  return missed === 0;
}

async function main() {
  const question = JSON.parse(readFileSync(0, 'utf8'));
  const browser = await chromium.launch({
    executablePath: question.chromium,
    args: ['--no-sandbox'],
  });
  let faultCount = 0;
  let code = 0;
  if (!await selfTest(browser)) code = 2;
  const context = await browser.newContext(
      {extraHTTPHeaders: {Authorization: `Bearer ${question.key}`}});
  for (const {name, url} of question.pages) {
    const page = await context.newPage();
    const answer = await page.goto(url);
    if (answer === null || !answer.ok()) {
      console.log(`${name}: ${url} is not there`);
      code = 2;
      continue;
    }
    for (const view of VIEWS) {
      await show(page, view);
      for (const fault of await faultsOf(page, view)) {
        console.log(`${name}, ${view.name}: ${fault}`);
        ++faultCount;
      }
    }
    await page.close();
  }
  await browser.close();
  console.log(`${question.pages.length} pages, ${faultCount} faults`);
  process.exit(code !== 0 ? code : faultCount > 0 ? 1 : 0);
}

await main();
