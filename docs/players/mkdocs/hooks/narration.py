"""The narration of a page, above it, where it has one. In mkdocs.yml: `hooks: [hooks/narration.py]`."""

import json
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

SCRIPT = r"""  <script>
    for (const figure of document.currentScript.parentElement.querySelectorAll("figure")) {
      const cue = figure.querySelector(".narration-cue");
      const track = figure.querySelector("audio").textTracks[0];
      if (!track) continue;
      cue.hidden = false;
      track.mode = "hidden";
      track.addEventListener("cuechange", () => {
        cue.textContent = Array.from(track.activeCues, (one) => one.getCueAsHTML().textContent).join("\n");
      });
    }
  </script>"""


def on_page_content(html, page, config, files):
    settings = config.get("extra", {}).get("narration", {})
    manifests = Path(config["docs_dir"], settings.get("folder", "narration"))
    folder, chapters = by_source(manifests).get(page.file.src_uri, ("", []))
    if not chapters:
        return html
    url = settings.get("url") or "../" * page.url.count("/") + "narration"
    language = getattr(getattr(config["theme"], "locale", None), "language", "en")
    return player(chapters, f"{url}/{folder}" if folder else url, language) + html


@cache
def by_source(manifests):
    """The folder and the chapters of each page's narration, by the page's source below `docs`."""
    found, top = {}, read(manifests)
    for one in top.get("documents", []):
        if one["state"] == "made":
            found[inside_docs(one["source"])] = one["folder"], read(manifests / one["folder"])["chapters"]
    for chapter in top.get("chapters", []):  # a site with a `nav` is one book, of a chapter or more for each page
        found.setdefault(inside_docs(chapter["paragraphs"][-1]["file"]), ("", []))[1].append(chapter)
    return found


def read(folder):
    path = folder / "manifest.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def inside_docs(source):
    return source.removeprefix("docs/")


def player(chapters, base, language):
    figures = "".join(figure(chapter, base, language) for chapter in chapters)
    return f'<section class="narration" aria-label="Listen to this page">{figures}\n{SCRIPT}\n</section>\n'


def figure(chapter, base, language):
    def address(end, other="\0"):
        for file in chapter["files"]:
            if file["path"].endswith(end) and not file["path"].endswith(other):
                return escape(f"{base}/{quote(file['path'])}?v={file['sha256'][:8]}")
        return ""

    title, sound, track = escape(chapter["title"]), address(".mp3"), address(".vtt", ".words.vtt")
    text = address(".txt", ".labels.txt") or track
    elsewhere = ' crossorigin="anonymous"' if "//" in base else ""
    captions = f'<track default kind="captions" label="Subtitles" srclang="{escape(language)}" src="{track}">'
    transcript = f'<p><a href="{text}">Transcript</a></p>'
    return f"""
  <figure>
    <figcaption>{title}</figcaption>
    <audio controls preload="none" src="{sound}" aria-label="{title}"{elsewhere}>{captions if track else ""}</audio>
    <p class="narration-cue" style="min-height: 3em; white-space: pre-line" hidden></p>
    {transcript if text else ""}
  </figure>"""
