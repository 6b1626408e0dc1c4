// Golden conversations: YAML scripts of whole talks, played through takeTurn with a JSON round trip between turns.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Conversation, type Turn, takeTurn } from "../../src/bot/turn.ts";
import { type Channel, type Content, channels } from "../../src/content/index.ts";

const ids = z.array(z.string());

const goldenTurn = z.strictObject({
  /** What the person types. Left out: they open the chat. */
  you: z.string().optional(),
  attachment: z.boolean().default(false),
  /** The question asked at the end, or null for none. */
  asks: z.string().nullable().optional(),
  card: z.enum(["suicide", "danger", "abuse"]).optional(),
  /** Exactly these steps, in this order. */
  steps: ids.optional(),
  has_steps: ids.optional(),
  lacks_steps: ids.optional(),
  has_services: ids.optional(),
  lacks_services: ids.optional(),
  /** The service named first of those to contact. */
  first_service: z.string().optional(),
  /** Known after this turn, at least. */
  facts: z.record(z.string(), z.unknown()).optional(),
  /** Not known after this turn. */
  unknown: ids.optional(),
  says: ids.optional(),
  never_says: ids.optional(),
  language: z.string().optional(),
  ended: z.boolean().default(false),
});
export type GoldenTurn = z.output<typeof goldenTurn>;

const golden = z.strictObject({
  name: z.string().min(10),
  now: z.iso.datetime(),
  channel: z
    .enum(Object.keys(channels) as [keyof typeof channels, ...(keyof typeof channels)[]])
    .default("web"),
  language: z.string().default("en"),
  /** No question may be asked twice in this talk unless somebody went back or was not understood. */
  asks_once: z.boolean().default(true),
  turns: z.array(goldenTurn).min(1),
});
export type Golden = z.output<typeof golden> & { readonly file: string };

/** Every script in tests/conversations/. */
export function goldenTalks(folder: string): readonly Golden[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((file) => ({ ...golden.parse(parse(readFileSync(join(folder, file), "utf8"))), file }));
}

/** One turn as it went: what was expected, what came. */
export type Played = { readonly expected: GoldenTurn; readonly turn: Turn };

/** Plays a script. Between turns the conversation goes through JSON, as it does through a store. */
export function* play(talk: Golden, content: Content): Generator<Played> {
  const channel: Channel = channels[talk.channel];
  let conversation: Conversation | undefined;
  let now = Date.parse(talk.now);
  for (const expected of talk.turns) {
    const said =
      expected.you === undefined ? undefined : { text: expected.you, attachment: expected.attachment };
    const turn = takeTurn(said, conversation, {
      content,
      channel,
      now: new Date(now),
      language: talk.language,
    });
    conversation = turn.after && (JSON.parse(JSON.stringify(turn.after)) as Conversation);
    now += 60_000;
    yield { expected, turn };
  }
}
