// Reads the manifests when the site is built. In docusaurus.config.js: plugins: [["./narration.js", { url, folder }]].
const { existsSync, readFileSync } = require("node:fs");

module.exports = function narration(context, options) {
  const folder = `${context.siteDir}/${options.folder ?? "static/narration"}`;
  const url = options.url ?? `${context.baseUrl}narration`;
  const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf-8")) : { documents: [] });

  function chapters(document) {
    return read(`${folder}/${document.folder}/manifest.json`).chapters.map((chapter) => {
      const address = (end, not) => {
        const file = chapter.files.find((one) => one.path.endsWith(end) && !(not && one.path.endsWith(not)));
        return file && `${url}/${document.folder}/${encodeURIComponent(file.path)}?v=${file.sha256.slice(0, 8)}`;
      };
      const track = address(".vtt", ".words.vtt");
      return { title: chapter.title, sound: address(".mp3"), track, text: address(".txt", ".labels.txt") ?? track };
    });
  }

  return {
    name: "narration",
    contentLoaded({ actions }) {
      const made = read(`${folder}/manifest.json`).documents.filter((one) => one.state === "made");
      actions.setGlobalData(Object.fromEntries(made.map((one) => [one.permalink.replace(/\/$/, ""), chapters(one)])));
    },
  };
};
