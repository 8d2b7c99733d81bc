export { curlSnippet, groupSnippet, keyPlaceholder, Snippet } from "./snippets.tsx";
