import Content from "@theme-original/DocItem/Content";
import { useDoc } from "@docusaurus/plugin-content-docs/client";
import Narration from "@site/src/components/Narration";

export default function ContentWithNarration(props) {
  const { metadata } = useDoc();
  return (
    <>
      <Narration permalink={metadata.permalink} />
      <Content {...props} />
    </>
  );
}
