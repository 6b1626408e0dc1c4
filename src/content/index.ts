export type { Channel } from "./channel.ts";
export type { Message } from "./message.ts";
export type Content = { readonly todo?: never };
