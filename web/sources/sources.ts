export { useExampleKey } from "./made-key.ts";
export { curlSnippet, groupSnippet, keyPlaceholder } from "./snippet-texts.ts";
