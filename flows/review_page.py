"""The style and the script of the review page."""

STYLE = """\
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--bad:#b3261e;--wave:#4b6a88;
--box:#dbe7f3;--now:#fff1a8}
@media (prefers-color-scheme:dark){
:root{--ink:#e6e9ec;--paper:#14171a;--soft:#9da7b1;--line:#343b42;--bad:#ff9d94;--wave:#8fb3d9;--box:#26384a;
--now:#4a3d00}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);
background:var(--paper)}
h1,h2{line-height:1.25}a{color:inherit}nav ul{columns:16rem}
section{content-visibility:auto;contain-intrinsic-size:auto 60rem;border-top:1px solid var(--line)}
audio{display:block;width:100%}
canvas{display:block;width:100%;height:9rem;margin:.5rem 0;cursor:pointer}
ol{padding-left:3.5rem}
main li{padding:.2rem .4rem;overflow-wrap:anywhere}
li span{unicode-bidi:isolate;margin:0 .5rem;display:inline-block;vertical-align:top}
li small{color:var(--soft)}
li.bad{border-left:.3rem solid var(--bad)}
li strong{color:var(--bad)}
li[aria-current]{background:var(--now)}
button{font:inherit;font-variant-numeric:tabular-nums;padding:.1rem .5rem}
body:has(#only:checked) main li:not(.bad){display:none}
"""

# Draws ten seconds around what is heard: the sound above, the cues below, broken ones in the colour for that.
SCRIPT = """\
'use strict';
const WINDOW = 10;
const shown = lines => Array.from(lines.childNodes, one => one.textContent || ' ').join('');
const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name);
for (const section of document.querySelectorAll('section')) {
  const audio = section.querySelector('audio'), canvas = section.querySelector('canvas');
  const items = [...section.querySelectorAll('li')];
  const cues = items.map(item => ({item, start: item.dataset.start / 1000, end: item.dataset.end / 1000,
    bad: item.classList.contains('bad'), text: shown(item.querySelector('span'))}));
  if (!audio) continue;
  const peaks = Uint8Array.from(atob(canvas.dataset.peaks), one => one.charCodeAt(0));
  const rate = Number(canvas.dataset.rate);
  let at = 0, current = null;
  const first = () => Math.max(0, at - WINDOW / 2);
  function draw() {
    const scale = window.devicePixelRatio || 1;
    const wide = canvas.clientWidth, high = canvas.clientHeight, middle = high * .3;
    canvas.width = wide * scale; canvas.height = high * scale;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    const x = time => (time - first()) / WINDOW * wide;
    pen.fillStyle = colour('wave');
    for (let i = Math.floor(first() * rate); i < Math.min(peaks.length, (first() + WINDOW) * rate); i++) {
      const swing = Math.max(1, peaks[i] / 255 * middle);
      pen.fillRect(x(i / rate), middle - swing, Math.max(1, wide / WINDOW / rate - 1), 2 * swing);
    }
    pen.font = '13px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    for (const cue of cues) {
      if (cue.end < first() || cue.start > first() + WINDOW) continue;
      const left = x(cue.start), width = x(cue.end) - left;
      pen.fillStyle = colour('box');
      pen.fillRect(left, high * .65, width, high * .3);
      pen.strokeStyle = colour(cue.bad ? 'bad' : 'wave');
      pen.lineWidth = cue.bad ? 3 : 1;
      pen.strokeRect(left, high * .65, width, high * .3);
      pen.save();
      pen.beginPath(); pen.rect(left, 0, width, high); pen.clip();
      pen.fillStyle = colour(cue.bad ? 'bad' : 'ink');
      pen.fillText(cue.text, Math.max(left, 0) + 5, high * .8);
      pen.restore();
    }
    pen.fillStyle = colour('bad');
    pen.fillRect(x(at) - 1, 0, 2, high);
  }
  function show(time) {
    at = time;
    const cue = cues.find(one => one.start <= at && at < one.end) || null;
    if (cue !== current) {
      if (current) current.item.removeAttribute('aria-current');
      if (cue) cue.item.setAttribute('aria-current', 'true');
      current = cue;
    }
    draw();
  }
  function follow() {
    show(audio.currentTime);
    if (!audio.paused) requestAnimationFrame(follow);
  }
  audio.addEventListener('play', follow);
  audio.addEventListener('seeked', () => show(audio.currentTime));
  canvas.addEventListener('click', event => {
    audio.currentTime = first() + event.offsetX / canvas.clientWidth * WINDOW;
    show(audio.currentTime);
  });
  for (const cue of cues)
    cue.item.querySelector('button').addEventListener('click', () => {
      audio.currentTime = cue.start;
      show(cue.start);
      audio.play();
    });
  new IntersectionObserver(seen => { if (seen.some(one => one.isIntersecting)) draw(); }).observe(canvas);
  new ResizeObserver(draw).observe(canvas);
}
let before = -1;
document.getElementById('next').addEventListener('click', () => {
  const broken = document.querySelectorAll('li.bad button');
  if (!broken.length) return;
  before = (before + 1) % broken.length;
  broken[before].focus();
  broken[before].scrollIntoView({block: 'center'});
});
"""
