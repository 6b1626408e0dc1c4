// What the flow wants said, in words: replies in, messages out.
import { audienceOf } from "../flows/audience.ts";
import type { Need } from "../flows/needs.ts";
import type { Situation } from "../flows/rules.ts";
import type { Card, Reply } from "../flows/types.ts";
import type { Channel } from "./channel.ts";
import { type Directory, inLanguage, type Listed, personOf, select } from "./directory.ts";
import { fitTo, pack } from "./fit.ts";
import type { Choice, Message, Triage } from "./message.ts";
import { inFull, inShort } from "./service-words.ts";
import type { Audience, Voice } from "./voice.ts";

/** Where and to whom the replies are said. */
export type Scene = {
  readonly language: string;
  readonly channel: Channel;
  readonly now: Date;
  readonly situation: Situation;
  readonly directory: Directory;
  readonly voice: Voice;
  readonly webChat?: string | undefined;
};

/** At most this many services at a time (protocol section 5). */
const mostServices = 4;

/** The card a client is told of; two of ours are kinds of others. */
const cardIds: Readonly<Record<Card, NonNullable<Triage["card"]>>> = {
  suicide: "suicide",
  suicide_check: "suicide",
  danger: "danger",
  honour: "danger",
  abuse: "abuse",
  carer: "abuse",
};

/** The messages that say these replies. */
export function render(replies: readonly Reply[], scene: Scene): readonly Message[] {
  const tags = new Set([
    ...audienceOf(scene.situation),
    scene.channel.privacy,
    ...(scene.webChat ? ["web_chat"] : []),
  ]);
  const to: Audience = { ...scene, person: personOf(scene.situation.facts), tags };
  return replies
    .flatMap((reply) => bubbles(reply, scene, to))
    .flatMap((message) => fitted(message, scene.channel));
}

function bubbles(reply: Reply, { voice, ...scene }: Scene, to: Audience): readonly Message[] {
  switch (reply.type) {
    case "say": {
      const { text, services } = voice.say(`sayings.${reply.say}`, to);
      return [{ text, triage: { ...named(services) } }];
    }
    case "ask": {
      const path = `questions.${reply.question}`;
      const labelOf = (option: string) =>
        voice.say(option === "skip" ? "questions.skip" : `${path}.options.${option}`, to).text;
      const choices = reply.options.map(
        (option): Choice => ({
          label: labelOf(option),
          value: `${reply.question}:${option}`,
        }),
      );
      const { text } = voice.say(`${path}.${reply.again ? "again" : "ask"}`, to);
      return [{ text, choices, triage: { asks: reply.question } }];
    }
    case "card": {
      const tags = new Set([...to.tags, ...(reply.about === "other" ? ["other"] : [])]);
      const { text, services } = voice.say(`cards.${reply.card}`, { ...to, tags });
      // The one that fits best, and one that is open if that one is not.
      const listed =
        reply.needs.length > 0 ? select(reply.needs, to.person, to.now, scene.directory, { atMost: 2 }) : [];
      return [
        {
          text: [text, ...listed.map((entry) => inShort(entry, voice, to))].join("\n"),
          triage: { card: cardIds[reply.card], ...named([...services, ...idsOf(listed)]) },
        },
      ];
    }
    case "refer": {
      const shown = reply.leaveOut ? idsOf(chosen(reply.leaveOut, scene.directory, to, mostServices)) : [];
      const listed = chosen(reply.needs, scene.directory, to, mostServices, shown);
      const lines = listed.map((entry) => ({ text: inShort(entry, voice, to), id: entry.service.id }));
      return lines.length === 0
        ? []
        : [{ text: lines.map(({ text }) => text).join("\n"), triage: named(lines.map(({ id }) => id)) }];
    }
    case "answer": {
      const { text, services } = voice.say(`answers.${reply.answer}.answer`, to);
      return [{ text, triage: named(services) }];
    }
    case "platforms":
      return reply.platforms.flatMap((id) => platformBubble(id, scene.directory, voice, to));
    case "plan":
      return planBubbles(reply, scene.directory, voice, to);
    default:
      return reply satisfies never;
  }
}

type PlanReply = Extract<Reply, { type: "plan" }>;

/** The plan, a section after the other; each bubble carries the ids of its steps. */
function planBubbles(plan: PlanReply, directory: Directory, voice: Voice, to: Audience): readonly Message[] {
  return plan.sections.flatMap(({ section, steps }): Message[] => {
    const title = voice.say(`plan.sections.${section}`, to).text.toUpperCase();
    if (section === "people") {
      const listed = chosen(plan.needs, directory, to, mostServices);
      const intro: Message = {
        text: `${title}\n${voice.say("plan.steps.referrals", to).text}`,
        triage: { steps, ...named(idsOf(listed)) },
      };
      return [
        intro,
        ...listed.map(
          (entry): Message => ({
            text: inFull(entry, voice, to),
            triage: named([entry.service.id]),
          }),
        ),
      ];
    }
    const said = steps.map((step) => ({ step, ...voice.say(`plan.steps.${step}`, to) }));
    return pack(title, said).map((bubble, place) => ({
      text: [...(place === 0 ? [title] : []), ...bubble.map(({ text }) => `- ${text}`)].join("\n"),
      triage: {
        steps: bubble.map(({ step }) => step),
        ...named(bubble.flatMap(({ services }) => services)),
      },
    }));
  });
}

function platformBubble(id: string, directory: Directory, voice: Voice, to: Audience): readonly Message[] {
  const platform = directory.platforms[id];
  if (!platform) return [];
  const { deactivate, how_to_report, report_url } = platform;
  const lines = [
    how_to_report ? inLanguage(how_to_report, to.language) : voice.say("people.report_in_app", to).text,
    report_url,
    deactivate === "not_applicable"
      ? undefined
      : typeof deactivate === "string"
        ? voice.say("people.do_not_delete", to).text
        : inLanguage(deactivate, to.language),
  ];
  return [{ text: [platform.name, ...lines.filter(Boolean)].join("\n"), triage: {} }];
}

function chosen(
  needs: readonly Need[],
  directory: Directory,
  to: Audience,
  atMost: number,
  leaveOut: readonly string[] = [],
): readonly Listed[] {
  return select(needs, to.person, to.now, directory, { atMost: Math.min(atMost, needs.length), leaveOut });
}

const idsOf = (listed: readonly Listed[]): readonly string[] => listed.map(({ service }) => service.id);

const named = (services: readonly string[]): Pick<Triage, "services"> =>
  services.length > 0 ? { services: [...new Set(services)] } : {};

/** Buttons become numbers where there are none; long texts become several. */
function fitted(message: Message, channel: Channel): readonly Message[] {
  const numbered =
    message.choices && !channel.buttons
      ? [message.text, ...message.choices.map(({ label }, i) => `${i + 1} ${label}`)].join("\n")
      : message.text;
  const texts = fitTo(channel, numbered);
  return texts.map((text, place) =>
    place === texts.length - 1 ? { ...message, text } : { text, triage: {} },
  );
}
