// Talk to the bot in a terminal: npm run chat -- [--channel sms] [--lang cy] [--repro FILE]
// With --repro the talk is written as a golden conversation, ready for tests/conversations/.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { type Channel, channelNamed, channels, loadContent, type Message } from "../content/index.ts";
import { type Conversation, type Said, takeTurn } from "./turn.ts";

const { values } = parseArgs({
  options: {
    channel: { type: "string", default: "terminal" },
    lang: { type: "string", default: "en" },
    repro: { type: "string" },
  },
});

const content = loadContent();
const refuse = (problem: string): never => {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
};
if (!Object.hasOwn(channels, values.channel))
  refuse(`--channel ${values.channel}: there is ${Object.keys(channels).join(", ")}.`);
if (!content.languages.includes(values.lang))
  refuse(`--lang ${values.lang}: there is ${content.languages.join(", ")}.`);

const channel: Channel = channelNamed(values.channel);
const started = new Date();
const turns: object[] = [];
let conversation: Conversation | undefined;

function take(said: Said | undefined): void {
  const setting = { content, channel, now: new Date(), language: values.lang };
  const turn = takeTurn(said, conversation, setting);
  conversation = turn.after;
  for (const message of turn.messages) show(message);
  if (said)
    turns.push({ you: said.text, ...expectations(turn.messages), ...(turn.after ? {} : { ended: true }) });
}

function show({ text, choices }: Message): void {
  process.stdout.write(`\n${text}\n`);
  if (choices && channel.buttons)
    process.stdout.write(`${choices.map(({ label }) => `[ ${label} ]`).join(" ")}\n`);
}

/** What the turn carried, in ids: words may change without breaking a golden conversation. */
function expectations(messages: readonly Message[]): object {
  const asks = messages.map(({ triage }) => triage.asks).find(Boolean);
  const card = messages.map(({ triage }) => triage.card).find(Boolean);
  const steps = messages.flatMap(({ triage }) => triage.steps ?? []);
  return { ...(asks && { asks }), ...(card && { card }), ...(steps.length > 0 && { steps }) };
}

const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "\n> " });
take(undefined);
terminal.prompt();
for await (const line of terminal) {
  take({ text: line, attachment: false });
  if (conversation === undefined) break;
  terminal.prompt();
}
terminal.close();

if (values.repro) {
  const talk = {
    name: "",
    now: started.toISOString(),
    channel: values.channel,
    language: values.lang,
    turns,
  };
  writeFileSync(values.repro, stringify(talk, { lineWidth: 110 }));
  process.stdout.write(
    `\nWritten to ${values.repro}. Give it a name that says who the person is and the point.\n`,
  );
}
