// What a channel can carry. The words fit themselves to this; the flow never sees it (protocol section 7).

export const privacyNotes = ["web", "sms", "teams", "terminal"] as const;

export type Channel = {
  /** Which privacy line the hello says. */
  readonly privacy: (typeof privacyNotes)[number];
  /** Can options be tapped? If not they are numbered and answered by number. */
  readonly buttons: boolean;
  /** Longest text of one message, in characters, if the channel has a limit. */
  readonly maxCharacters?: number;
  /** Only the GSM-7 alphabet: one other character would halve what fits in a text message. */
  readonly gsm7?: boolean;
  /** "0" leaves the conversation. Elsewhere it is a plain number. */
  readonly zeroExits?: boolean;
};

export const channels = {
  web: { privacy: "web", buttons: true },
  sms: { privacy: "sms", buttons: false, maxCharacters: 306, gsm7: true, zeroExits: true },
  teams: { privacy: "teams", buttons: true },
  terminal: { privacy: "terminal", buttons: false },
} as const satisfies Record<string, Channel>;

/** The channel of that name; an unknown one gets the plainest treatment: no buttons. */
export function channelNamed(name: string): Channel {
  return Object.hasOwn(channels, name)
    ? channels[name as keyof typeof channels]
    : { privacy: "terminal", buttons: false };
}
