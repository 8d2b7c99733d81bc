export { curlSnippet, groupSnippet, keyPlaceholder } from "./snippet-texts.ts";
