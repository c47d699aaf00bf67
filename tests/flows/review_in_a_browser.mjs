// The review page in Chromium, from its file: plays a cue, and lets axe look at it. Run in the folder of its environment.
// node --input-type=module -e CODE CHROMIUM ADDRESS: one line of JSON.
import fs from 'node:fs';
import { chromium } from 'playwright-core';

const [program, address] = process.argv.slice(-2);
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
const page = await browser.newPage();
const requests = [], problems = [];
page.on('request', one => requests.push(one.url()));
page.on('console', one => problems.push(one.text()));
page.on('pageerror', one => problems.push(one.message));
await page.goto(address);
for (let tab = 0; tab < 100 && !(await page.evaluate(() => document.activeElement.closest('li[data-start]'))); tab++)
  await page.keyboard.press('Tab');
await page.keyboard.press('Enter');
await page.waitForFunction(() => !document.querySelector('audio').paused && document.querySelector('[aria-current]'));
const heard = await page.evaluate(() => {
  const item = document.querySelector('[aria-current]');
  return [document.querySelector('audio').currentTime * 1000, Number(item.dataset.start), Number(item.dataset.end)];
});
const drawn = await page.evaluate(() => {
  const canvas = document.querySelector('canvas');
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(one => one > 0);
});
// The page lets in no script but its own, so axe comes in by the debugger's door.
const session = await page.context().newCDPSession(page);
await session.send('Runtime.evaluate', { expression: fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8') });
const violations = await page.evaluate(() => axe.run().then(found => found.violations.map(one => `${one.id}: ${one.nodes[0].html}`)));
console.log(JSON.stringify({ heard, drawn, requests, problems, violations }));
await browser.close();
