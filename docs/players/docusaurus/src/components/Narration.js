import { useEffect, useRef, useState } from "react";
import { useLocation } from "@docusaurus/router";
import { usePluginData } from "@docusaurus/useGlobalData";
import useDocusaurusContext from "@docusaurus/useDocusaurusContext";

/** The narration of the page that is shown, where it has one. */
export default function Narration({ permalink }) {
  const { pathname } = useLocation();
  const { siteConfig, i18n } = useDocusaurusContext();
  const page = (permalink ?? pathname).slice(siteConfig.baseUrl.length - 1).replace(/\/$/, "");
  const chapters = usePluginData("narration")?.[page];
  if (!chapters) return null;
  return (
    <section className="narration" aria-label="Listen to this page">
      {chapters.map((chapter) => (
        <Chapter key={chapter.sound} language={i18n.currentLocale} {...chapter} />
      ))}
    </section>
  );
}

function Chapter({ title, sound, track, text, language }) {
  const audio = useRef(null);
  const [cue, setCue] = useState("");
  useEffect(() => {
    const shown = audio.current.textTracks[0];
    if (!shown) return undefined;
    const show = () => setCue(Array.from(shown.activeCues, (one) => one.getCueAsHTML().textContent).join("\n"));
    shown.mode = "hidden";
    shown.addEventListener("cuechange", show);
    return () => shown.removeEventListener("cuechange", show);
  }, [track]);
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <audio
        controls
        preload="none"
        ref={audio}
        src={sound}
        aria-label={title}
        crossOrigin={/^(https?:)?\/\//.test(sound) ? "anonymous" : undefined}
      >
        {track && <track default kind="captions" label="Subtitles" srcLang={language} src={track} />}
      </audio>
      <p className="narration-cue" style={{ minHeight: "3em", whiteSpace: "pre-line" }}>
        {cue}
      </p>
      {text && (
        <p>
          <a href={text}>Transcript</a>
        </p>
      )}
    </figure>
  );
}
