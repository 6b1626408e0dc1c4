// Bot Framework: Teams, Azure's web chat, Azure's text messages. The only file that knows its SDK, which is archived; a move
// to its successor stays in here.
import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type ConfigurationServiceClientCredentialFactoryOptions,
  type TurnContext,
} from "botbuilder";
import type { Response, Server } from "restify";
import type { Content } from "../../content/index.ts";
import type { Message } from "../../content/message.ts";
import { inOrder } from "../in-order.ts";
import { readJson } from "../json-body.ts";
import { refuse } from "../refusal.ts";
import type { Tools } from "../server.ts";
import { TooSlow, within } from "../within.ts";
import {
  activitiesFor,
  activityShape,
  channelOf,
  hasAttachment,
  languageOf,
  type ReceivedActivity,
  requestOf,
  textOf,
} from "./bot-framework-activity.ts";
import { makeDelivered, mayReplyTo, post } from "./bot-framework-replies.ts";

type Options = {
  /** Credentials; empty = anybody may post, which configuration allows on this machine only. */
  readonly identity: ConfigurationServiceClientCredentialFactoryOptions &
    ConfigurationBotFrameworkAuthenticationOptions;
  readonly words: Pick<Content, "groupRefusal">;
  /** How long signing keys, tokens and replies may take together. Channels wait 15 seconds for us. */
  readonly patience?: number;
};

type Carried =
  | { readonly status: 200; readonly body?: unknown }
  | { readonly status: 401 | 502 | 503; readonly body?: never };

/** Answers Bot Framework at /api/messages. */
export function mountBotFramework(
  server: Server,
  tools: Tools,
  { identity, words, patience = 12_000 }: Options,
): void {
  const open = !identity.MicrosoftAppId;
  const adapter = new QuietAdapter(
    new ConfigurationBotFrameworkAuthentication(identity, undefined, undefined, undefined, {
      httpClient: replyClient,
    }),
  );
  adapter.onTurnError = async (_context, error) => void tools.log.failure("send", error);
  const sending = inOrder();
  const delivered = makeDelivered();
  tools.onClose(() => sending.settled());

  server.post("/api/messages", async (request, response) => {
    const body = await readJson(request);
    if ("refused" in body) return refuse(response, body.refused);
    const read = activityShape.safeParse(body.value);
    if (!read.success)
      return turnAway(
        response,
        "activity",
        `Not an activity: ${read.error.issues.map(({ path }) => path.join(".") || "body").join(", ")}.`,
      );
    const activity = read.data;
    const inBody = activity.deliveryMode === "expectReplies";
    // Where replies go back in the body and nobody signs, there is no address to check: it is dropped instead.
    const serviceUrl = open && inBody ? undefined : (activity.serviceUrl ?? "");
    if (serviceUrl !== undefined && !mayReplyTo(serviceUrl, { loopback: open })) {
      return turnAway(response, "service_url", "serviceUrl is missing, or is not one of Bot Framework's.");
    }

    const { status, body: replies } = await carry(request.headers.authorization ?? "", activity, serviceUrl);
    if (status === 401) turnAway(response, "signature");
    else if (status !== 200) refuse(response, status);
    else if (inBody) response.send(200, replies);
    else response.send(200);
  });

  async function carry(
    authorization: string,
    activity: ReceivedActivity,
    serviceUrl: string | undefined,
  ): Promise<Carried> {
    let authorised = false;
    let answered = false;
    let sent = true;
    try {
      const carrying = adapter.carry(authorization, edged(activity, serviceUrl), async (context) => {
        authorised = true;
        try {
          const messages = await answer(activity);
          answered = true;
          await send(context, activity, messages);
        } catch (error) {
          sent = false;
          tools.log.failure("send", error);
        }
      });
      const result = await within(patience, carrying);
      return sent ? { status: 200, body: result?.body } : { status: 502 };
    } catch (error) {
      if (!authorised && !isOutage(error)) return { status: 401 };
      // A long answer over a channel that makes us wait: it goes on being sent. To call it failed would alarm the person.
      if (answered && error instanceof TooSlow) return { status: 200 };
      tools.log.failure("auth", error);
      return { status: 503 };
    }
  }

  function turnAway(
    response: Response,
    why: "activity" | "service_url" | "signature",
    message?: string,
  ): void {
    tools.log.refused(why);
    refuse(response, why === "signature" ? 401 : 400, message);
  }

  async function answer(activity: ReceivedActivity): Promise<readonly Message[]> {
    const key = tools.conversationKey(activity.channelId, activity.conversation.id);
    const language = languageOf(activity);
    const asked = requestOf(activity);
    if (asked === "forget") await tools.forget(key);
    if (asked === "refuse_group") return words.groupRefusal(language ?? "en", tools.publicUrl);
    if (asked !== "answer" && asked !== "greet") return [];
    const { messages } = await tools.converse({
      key,
      channel: channelOf(activity.channelId),
      ...(activity.id ? { id: activity.id } : {}),
      text: asked === "greet" ? "" : textOf(activity),
      attachment: asked === "answer" && hasAttachment(activity),
      ...(asked === "greet" ? { opened: true } : {}),
      ...(language ? { language } : {}),
    });
    return messages;
  }

  async function send(
    context: TurnContext,
    activity: ReceivedActivity,
    messages: readonly Message[],
  ): Promise<void> {
    const replies = activitiesFor(messages, activity) as Partial<Activity>[];
    if (replies.length === 0) return;
    if (activity.deliveryMode === "expectReplies") {
      await context.sendActivities(replies);
      return;
    }
    const key = tools.conversationKey(activity.channelId, activity.conversation.id);
    const mark = activity.id ? tools.messageMark(key, activity.id) : undefined;
    await sending.run(key, async () => {
      const already = mark ? delivered.count(mark) : 0;
      for (const [index, reply] of replies.entries()) {
        if (index < already) continue;
        await context.sendActivity(reply);
        if (mark) delivered.note(mark, index + 1);
      }
    });
  }
}

/** The activity as the SDK gets to see it: whom to answer and nothing else. */
function edged(activity: ReceivedActivity, serviceUrl: string | undefined): Partial<Activity> {
  const { type, channelId, conversation, from, recipient, deliveryMode } = activity;
  const parts = {
    type,
    channelId,
    ...(activity.id ? { id: activity.id } : {}),
    ...(serviceUrl ? { serviceUrl } : {}),
    ...(deliveryMode ? { deliveryMode } : {}),
    conversation: { id: conversation.id },
    ...(from ? { from: { id: from.id } } : {}),
    ...(recipient ? { recipient: { id: recipient.id } } : {}),
  };
  return parts as Partial<Activity>;
}

/** Not the sender's fault: Bot Framework's signing keys could not be fetched, or not in time. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TooSlow) return true;
  return error.name === "FetchError" || ("statusCode" in error && Number(error.statusCode) >= 500);
}

// The SDK prints what goes wrong to the console, expired tokens and public keys among it. Our log is typed so that nothing
// personal gets in; the console is not. Nothing of ours uses it, so it is only closed while the SDK checks and sends.
const insideTheSdk = new AsyncLocalStorage<true>();
for (const method of ["error", "warn", "log"] as const) {
  // biome-ignore lint/suspicious/noConsole: this is what closes it
  const print = console[method];
  console[method] = (...values) => {
    if (!insideTheSdk.getStore()) print(...values);
  };
}

/** Bot Framework's adapter without its HTTP side, which puts an error's message into the response. */
class QuietAdapter extends CloudAdapter {
  carry(authorization: string, activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>) {
    return insideTheSdk.run(true, () => this.processActivity(authorization, activity as Activity, logic));
  }
}

type ClientOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;

/** Posts the SDK's replies by our rules. Throwing anything but its own errors is what keeps the SDK from trying again. */
const replyClient: NonNullable<ClientOptions["httpClient"]> = {
  async sendRequest(request) {
    const { url, method, body } = request;
    const status = await post({ url, method, body, headers: request.headers.toJson() });
    const headers = request.headers.clone();
    for (const name of headers.headerNames()) headers.remove(name);
    return { request, status, headers };
  },
};
