// Activities as Direct Line carries them: what a client may send us, and what we send.

import { z } from "zod";
import type { Choice, Message, Triage } from "../../content/message.ts";

type Account = { readonly id: string; readonly role: "user" | "bot"; readonly name?: string };

type CardAction = {
  readonly type: "messageBack";
  readonly title: string;
  readonly text: string;
  readonly displayText: string;
  readonly value: string;
};

type ChannelData = {
  readonly clientActivityID?: string;
  readonly messageBack?: { readonly displayText: string };
  readonly postBack?: true;
  readonly triage?: Triage;
};

/** An activity before the conversation gives it its number and time. */
export type Draft = {
  readonly type: "message" | "endOfConversation";
  readonly from: Account;
  readonly text?: string;
  readonly textFormat?: "plain";
  readonly inputHint?: "expectingInput" | "acceptingInput";
  readonly replyToId?: string;
  readonly suggestedActions?: { readonly to: readonly string[]; readonly actions: readonly CardAction[] };
  readonly channelData?: ChannelData;
};

/** An activity as every client of the conversation sees it. */
export type Activity = Draft & {
  readonly id: string;
  readonly timestamp: string;
  readonly channelId: "directline";
  readonly conversation: { readonly id: string };
  readonly channelData: ChannelData & { readonly "webchat:sequence-id": number };
};

// Only what is read is named: name, entities, time zone and all else that could tell people apart never gets past here.
const posted = z.object({
  type: z.string().min(1),
  text: z.string().optional().catch(undefined),
  value: z.string().optional().catch(undefined),
  locale: z.string().optional().catch(undefined),
  attachments: z.array(z.unknown()).optional().catch(undefined),
  channelData: z
    .object({
      clientActivityID: z.string().min(1).max(200).optional().catch(undefined),
      messageBack: z.object({ displayText: z.string() }).optional().catch(undefined),
      postBack: z.literal(true).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What a client sent, less everything that says who they are. */
export type Posted = z.infer<typeof posted>;

/** Reads what a client posted; undefined if it is no activity at all. */
export function readActivity(body: unknown): Posted | undefined {
  const parsed = posted.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** What was meant: the typed value `question:option` of a tapped button, otherwise the words. */
export function meantBy({ text, value }: Posted): string {
  if (value !== undefined && /^[\w-]+:[\w-]+$/.test(value)) return value;
  return text ?? value ?? "";
}

/** The language part of a locale such as `cy-GB`. */
export function languageOf(locale: unknown): string | undefined {
  return typeof locale === "string" ? /^[a-z]{2,3}(?=$|[-_])/i.exec(locale)?.[0].toLowerCase() : undefined;
}

/** The language wished for by the body of a conversation's start, which may hold anything. */
export function languageAsked(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "locale" in body ? languageOf(body.locale) : undefined;
}

/** The person's own message as it is shown back to them: without it clients think it was never sent. */
export function echoOf(activity: Posted, user: string): Draft {
  const { clientActivityID, messageBack, postBack } = activity.channelData ?? {};
  return {
    type: "message",
    from: { id: user, role: "user" },
    text: activity.text ?? "",
    textFormat: "plain",
    channelData: {
      ...(clientActivityID !== undefined && { clientActivityID }),
      ...(messageBack && { messageBack }),
      ...(postBack && { postBack }),
    },
  };
}

const bot: Account = { id: "harbour", name: "Harbour", role: "bot" };

/** The bot's bubbles. Clients show buttons only on the last message of a turn. */
export function repliesOf(
  messages: readonly Message[],
  user: string,
  replyToId: string | undefined,
): Draft[] {
  return messages.map(({ text, choices, triage }, index) => ({
    type: "message",
    from: bot,
    text,
    textFormat: "plain",
    inputHint: index === messages.length - 1 ? "expectingInput" : "acceptingInput",
    ...(replyToId !== undefined && { replyToId }),
    ...(choices &&
      choices.length > 0 && { suggestedActions: { to: [user], actions: choices.map(buttonOf) } }),
    channelData: { triage },
  }));
}

/** Tells clients that nothing more will come. */
export function farewell(): Draft {
  return { type: "endOfConversation", from: bot };
}

// messageBack: the label in the person's own bubble, the typed value for the bot. A client that sends the value, the title
// or the text of the button as plain words is understood as well.
function buttonOf({ label, value }: Choice): CardAction {
  return { type: "messageBack", title: label, text: label, displayText: label, value };
}
