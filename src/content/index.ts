// The door to the words: load them once, understand what people type, say what the flow wants said.
export { findAnswer, isAsked } from "./answers.ts";
export { type Channel, channelNamed, channels } from "./channel.ts";
export { type Content, ContentError, loadContent } from "./load.ts";
export type { Choice, Message, Triage } from "./message.ts";
export { render } from "./render.ts";
export { type Reading, understand } from "./understand/index.ts";
