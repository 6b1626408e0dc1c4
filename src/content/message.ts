// What content hands to the bot: words, buttons, and the ids of what the words carry.

/** Ids of what a message carries, for clients and tests (`channelData.triage`). */
export type Triage = {
  /** The question this message asks. */
  readonly asks?: string;
  /** Plan steps it words. */
  readonly steps?: readonly string[];
  /** Services it names. */
  readonly services?: readonly string[];
  readonly card?: "suicide" | "danger" | "abuse";
};

/** A button: what it says, and the value `question:option` it stands for. */
export type Choice = { readonly label: string; readonly value: string };

/** One bubble. */
export type Message = {
  readonly text: string;
  /** Buttons, on the last bubble of a turn. On a channel without buttons the text numbers them too. */
  readonly choices?: readonly Choice[];
  readonly triage: Triage;
};
