export { ChannelIcon } from "./channel-icon.tsx";
export { EventLine } from "./event-line.tsx";
export { eventTitle, valueText } from "./event-words.ts";
