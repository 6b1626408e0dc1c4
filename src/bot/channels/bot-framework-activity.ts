// From a Bot Framework activity to what we do about it, and from our messages to activities. Names, tenants, time zones and
// whatever else tells who somebody is end here.
import { z } from "zod";
import { type Channel, channelNamed } from "../../content/channel.ts";
import type { Choice, Message } from "../../content/message.ts";

const account = z.looseObject({ id: z.string().max(1_000), role: z.string().nullish() });

/** The parts of an activity that we read. Unknown parts are accepted and dropped. */
export const activityShape = z.object({
  type: z.string().min(1).max(100),
  id: z.string().max(1_000).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().max(2_000).nullish(),
  deliveryMode: z.string().max(100).nullish(),
  conversation: z.object({
    id: z.string().min(1).max(1_000),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().max(100).nullish(),
  }),
  from: account.nullish(),
  recipient: account.nullish(),
  locale: z.string().nullish().catch(undefined),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  action: z.string().nullish(),
});

export type ReceivedActivity = z.infer<typeof activityShape>;

/** What an activity asks of us. */
export type Request = "answer" | "greet" | "refuse_group" | "forget" | "nothing";

/** Decides what to do about an activity. What we do not know is not an error: channels may send more. */
export function requestOf(activity: ReceivedActivity): Request {
  const { type, conversation, recipient } = activity;
  if (type === "endOfConversation" || type === "deleteUserData") return "forget";
  if (type === "installationUpdate") return activity.action?.startsWith("remove") ? "forget" : "nothing";
  const group =
    conversation.isGroup === true || !["personal", null, undefined].includes(conversation.conversationType);
  if (type === "message" && activity.from?.role !== "bot") return group ? "refuse_group" : "answer";
  if (type !== "conversationUpdate" || group) return "nothing";
  if (activity.membersRemoved?.some(({ id }) => id === recipient?.id)) return "forget";
  return activity.membersAdded?.some(({ id }) => id !== recipient?.id) ? "greet" : "nothing";
}

const ours: Readonly<Record<string, string>> = {
  msteams: "teams",
  sms: "sms",
  "twilio-sms": "sms",
  webchat: "web",
  directline: "web",
  emulator: "web",
};

/** Our channel for one of Bot Framework's. One we do not know gets the plainest treatment. */
export const channelOf = (channelId: string): Channel => channelNamed(ours[channelId] ?? channelId);

/** What the person said: the value of a button they tapped, or else their text. */
export function textOf({ text, value }: ReceivedActivity): string {
  const tapped = typeof value === "object" && value !== null && "value" in value ? value.value : value;
  return typeof tapped === "string" && tapped !== "" ? tapped : (text ?? "");
}

/** Did a picture or file come with it? Teams repeats every formatted text as an attachment; that is none. */
export const hasAttachment = ({ attachments }: ReceivedActivity): boolean =>
  attachments?.some(
    (one) => !z.object({ contentType: z.string().startsWith("text/") }).safeParse(one).success,
  ) ?? false;

/** The language of a locale such as `cy-GB`. */
export const languageOf = ({ locale }: ReceivedActivity): string | undefined =>
  /^([a-z]{2,3})(-|$)/i.exec(locale ?? "")?.[1]?.toLowerCase();

type CardAction = { type: "imBack"; title: string; value: string };

/** An activity as we send it; the adapter adds to whom. */
export type SentActivity = {
  readonly type: "message";
  readonly text: string;
  readonly textFormat: "plain";
  readonly inputHint: "expectingInput" | "ignoringInput";
  readonly locale?: string;
  readonly channelData: { readonly triage: Message["triage"] };
  readonly suggestedActions?: { readonly to: string[]; readonly actions: CardAction[] };
  readonly attachments?: readonly { contentType: string; content: { buttons: CardAction[] } }[];
};

/** Our messages as activities for one channel. */
export function activitiesFor(messages: readonly Message[], received: ReceivedActivity): SentActivity[] {
  const channel = channelOf(received.channelId);
  return messages.map((message, index) => {
    const last = index === messages.length - 1;
    const choices = channel.buttons && last ? (message.choices ?? []) : [];
    return {
      type: "message",
      text: message.text,
      textFormat: "plain",
      inputHint: last ? "expectingInput" : "ignoringInput",
      ...(received.locale ? { locale: received.locale } : {}),
      channelData: { triage: message.triage },
      ...buttonsFor(choices, message.text, received),
    };
  });
}

const mostInTeams = 3;

// Teams shows three suggested actions and no more, and not on every device: a card where there are more, numbers where not.
function buttonsFor(
  choices: readonly Choice[],
  text: string,
  received: ReceivedActivity,
): Partial<SentActivity> {
  if (choices.length === 0) return {};
  const actions: CardAction[] = choices.map(({ label }) => ({ type: "imBack", title: label, value: label }));
  const teams = received.channelId === "msteams";
  if (teams && choices.length > mostInTeams) {
    return {
      attachments: [{ contentType: "application/vnd.microsoft.card.hero", content: { buttons: actions } }],
    };
  }
  const numbered = choices.map(({ label }, index) => `${index + 1}. ${label}`).join("\n");
  return {
    suggestedActions: { to: received.from ? [received.from.id] : [], actions },
    ...(teams ? { text: `${text}\n\n${numbered}` } : {}),
  };
}
