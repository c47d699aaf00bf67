// What parsers and validators from npm, and Chromium, make of subtitle tracks. Run in the folder of their environment.
// node --input-type=module -e CODE CHROMIUM FOLDER: for each .srt and .vtt in FOLDER one line of JSON.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseText } from 'media-captions';
import { parseSync } from 'subtitle';
import { chromium } from 'playwright-core';

const require = createRequire(process.cwd() + '/');
const srtValidator = require('srt-validator');
const { WebVTTParser } = require('webvtt-parser');
const [program, folder] = process.argv.slice(-2);

const ms = seconds => Math.round(seconds * 1000);

async function bySrt(text) {
  const captions = await parseText(text, { type: 'srt' });
  return {
    errors: (srtValidator.default || srtValidator)(text),
    subtitle: parseSync(text).filter(one => one.type === 'cue').map(one => [one.data.start, one.data.end, one.data.text]),
    captions: captions.cues.map(one => [ms(one.startTime), ms(one.endTime), one.text]),
    problems: captions.errors.map(String),
  };
}

async function byVtt(text, page, address) {
  const parsed = new WebVTTParser().parse(text, 'captions');
  const captions = await parseText(text, { type: 'vtt' });
  return {
    errors: parsed.errors,
    parser: parsed.cues.map(one => [ms(one.startTime), ms(one.endTime), plain(one.tree)]),
    captions: captions.cues.map(one => [ms(one.startTime), ms(one.endTime), one.text]),
    problems: captions.errors.map(String),
    browser: await page.evaluate(inBrowser, address),
  };
}

function plain(node) {
  return node.type === 'text' ? node.value : (node.children || []).map(plain).join('');
}

// The cues of a <track>, as the browser has them.
async function inBrowser(address) {
  const video = document.createElement('video'), track = document.createElement('track');
  track.src = address;
  video.append(track);
  document.body.append(video);
  const loaded = new Promise((done, failed) => { track.onload = done; track.onerror = () => failed(Error('no track')); });
  track.track.mode = 'hidden';
  await loaded;
  const found = [...track.track.cues].map(cue => {
    const shown = cue.getCueAsHTML();
    const stamps = [...shown.querySelectorAll('*'), shown].flatMap(one => [...one.childNodes])
      .filter(one => one.nodeType === Node.PROCESSING_INSTRUCTION_NODE).length;
    return [Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), shown.textContent, stamps];
  });
  video.remove();
  return found;
}

const server = http.createServer((request, answer) => {
  const name = decodeURIComponent(request.url.slice(1)).replace('favicon.ico', '');
  answer.setHeader('Content-Type', name ? 'text/vtt' : 'text/html');
  answer.end(name ? fs.readFileSync(path.join(folder, path.basename(name))) : '<!DOCTYPE html><title>x</title>');
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const home = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.goto(home);
for (const name of fs.readdirSync(folder).filter(one => /\.(srt|vtt)$/.test(one)).sort()) {
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  const found = name.endsWith('.srt') ? await bySrt(text) : await byVtt(text, page, home + encodeURIComponent(name));
  console.log(JSON.stringify({ name, ...found }));
}
await browser.close();
server.close();
