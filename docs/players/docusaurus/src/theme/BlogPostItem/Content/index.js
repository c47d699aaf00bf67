import Content from "@theme-original/BlogPostItem/Content";
import { useBlogPost } from "@docusaurus/plugin-content-blog/client";
import Narration from "@site/src/components/Narration";

export default function ContentWithNarration(props) {
  const { metadata, isBlogPostPage } = useBlogPost();
  return (
    <>
      {isBlogPostPage && <Narration permalink={metadata.permalink} />}
      <Content {...props} />
    </>
  );
}
