// Direct Line 3.0 served by ourselves, so that no message passes through anybody else: our page, Microsoft's
// DirectLineJS and Web Chat talk to this. What each status means to them is in direct-line-http.ts.

import { randomBytes } from "node:crypto";
import type { Request, Response, Server } from "restify";
import { readJson } from "../json-body.ts";
import type { Tools } from "../server.ts";
import { echoOf, languageAsked, languageOf, meantBy, readActivity } from "./direct-line-activities.ts";
import { conversationHistories, type History } from "./direct-line-history.ts";
import {
  allowOrigin,
  answer,
  answerRefusal,
  baseOf,
  fromAllowedOrigin,
  Refused,
} from "./direct-line-http.ts";
import { directLineStream } from "./direct-line-stream.ts";
import { talker } from "./direct-line-talk.ts";
import { directLineTokens, type Grant } from "./direct-line-tokens.ts";

const root = "/v3/directline";
const largestActivity = 16 * 1024;

type DirectLineTools = Pick<
  Tools,
  "converse" | "forget" | "conversationKey" | "secretFor" | "log" | "publicUrl" | "onClose"
>;

type Handler = (request: Request, response: Response) => Promise<void>;

/** What may be set for Direct Line beside the tools every channel gets. */
export type DirectLineOptions = {
  /** Other sites' origins whose pages may hold conversations. None by default. */
  readonly allowedOrigins?: readonly string[];
  /** After how long nobody's screen needs its history any more. */
  readonly idleMinutes?: number;
  /** For tests of expiry. */
  readonly lifetime?: { readonly tokenSeconds: number; readonly streamSeconds: number };
};

/** Adds Direct Line's addresses to the server. */
export function mountDirectLine(
  server: Server,
  tools: DirectLineTools,
  options: DirectLineOptions = {},
): void {
  const { allowedOrigins = [], idleMinutes = 120 } = options;
  const tokens = directLineTokens(tools.secretFor("direct line tokens"), options.lifetime);
  const histories = conversationHistories(idleMinutes);
  const stream = directLineStream(tokens, histories);
  const talk = talker(tools);

  const grantOf = async (request: Request): Promise<Grant> => {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const grant = await tokens.read(token);
    if (grant === "expired") throw new Refused(403);
    if (grant === "invalid")
      throw new Refused(401, "A valid token is needed: POST tokens/generate gives one.");
    return grant;
  };

  /** The token's conversation, which must be the one in the address and not over. */
  const admit = async (request: Request): Promise<{ grant: Grant; history: History }> => {
    const grant = await grantOf(request);
    if (request.params.id !== grant.conversation)
      throw new Refused(400, "The token is for another conversation.");
    return { grant, history: histories.get(grant.conversation) };
  };
  const stillOpen = (history: History) => {
    if (history.ended) throw new Refused(404, "The conversation has ended.");
  };

  const described = async (request: Request, grant: Grant, watermark: string | undefined) => ({
    conversationId: grant.conversation,
    token: await tokens.mint(grant),
    expires_in: tokens.seconds,
    streamUrl: await stream.url(baseOf(request, tools.publicUrl), grant, watermark),
    referenceGrammarId: null,
  });

  const generate: Handler = async (request, response) => {
    const base = baseOf(request, tools.publicUrl);
    if (!fromAllowedOrigin(request, allowedOrigins, base))
      throw new Refused(401, "This site is not allowed here.");
    const grant = { user: `dl_${randomId()}`, conversation: randomId() };
    const token = await tokens.mint(grant);
    answer(response, 200, { conversationId: grant.conversation, token, expires_in: tokens.seconds });
  };

  const refresh: Handler = async (request, response) => {
    const grant = await grantOf(request);
    const token = await tokens.mint(grant);
    answer(response, 200, { conversationId: grant.conversation, token, expires_in: tokens.seconds });
  };

  const start: Handler = async (request, response) => {
    const grant = await grantOf(request);
    const body = await readJson(request, largestActivity);
    const known = histories.has(grant.conversation);
    const history = known ? histories.get(grant.conversation) : histories.start(grant.conversation);
    stillOpen(history);
    // From the first activity on: the hello may be there before the client has opened its socket.
    answer(response, known ? 200 : 201, await described(request, grant, known ? undefined : "0"));
    if (known) return;
    const language = "value" in body ? languageAsked(body.value) : undefined;
    await talk(history, grant.user, { text: "", attachment: false, opened: true, language });
  };

  const reconnect: Handler = async (request, response) => {
    const { grant, history } = await admit(request);
    stillOpen(history);
    const asked = watermarkOf(request);
    // Without a watermark only what comes later is wanted.
    answer(response, 200, await described(request, grant, asked ?? history.after(undefined).watermark));
  };

  const read: Handler = async (request, response) => {
    const { history } = await admit(request);
    const found = history.after(watermarkOf(request));
    if (found.activities.length === 0) stillOpen(history);
    answer(response, 200, found);
  };

  const post: Handler = async (request, response) => {
    const { grant, history } = await admit(request);
    stillOpen(history);
    const body = await readJson(request, largestActivity);
    if ("refused" in body) throw new Refused(body.refused);
    const activity = readActivity(body.value);
    if (!activity) throw new Refused(400, "The body is not an activity: it needs a type.");
    if (activity.type === "endOfConversation") {
      history.wipe();
      history.end();
      answer(response, 200, { id: `${history.id}|end` });
      return tools.forget(tools.conversationKey("directline", history.id));
    }
    // Typing, events and the like are taken note of and lead to nothing.
    if (activity.type !== "message") return answer(response, 200, { id: `${history.id}|${activity.type}` });

    const sentAs = activity.channelData?.clientActivityID;
    const before = sentAs === undefined ? undefined : history.idOf(sentAs);
    // Sent again because our first answer got lost on the way: it is being or has been answered on the stream.
    if (before !== undefined) return answer(response, 200, { id: before });
    // The echo first: clients hold back replies to a message that they have not seen.
    const { id } = history.append(echoOf(activity, grant.user));
    answer(response, 200, { id });
    const said = { text: meantBy(activity), attachment: (activity.attachments?.length ?? 0) > 0 };
    const language = languageOf(activity.locale);
    await talk(history, grant.user, { ...said, id: sentAs ?? id, language }, id);
  };

  const refuseUpload: Handler = async () => {
    throw new Refused(415, "Pictures and files are not taken here.");
  };
  const noSession: Handler = async () => {
    throw new Refused(404, "There are no sign-in sessions here.");
  };

  const serve = (handler: Handler): Handler => {
    return async (request, response) => {
      allowOrigin(request, response, allowedOrigins);
      try {
        await handler(request, response);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        answerRefusal(response, error);
      }
    };
  };
  const preflight: Handler = async (request, response) => {
    allowOrigin(request, response, allowedOrigins);
    response.send(204);
  };

  const paths = {
    generate: `${root}/tokens/generate`,
    refresh: `${root}/tokens/refresh`,
    conversations: `${root}/conversations`,
    conversation: `${root}/conversations/:id`,
    activities: `${root}/conversations/:id/activities`,
    upload: `${root}/conversations/:id/upload`,
    session: `${root}/session/getsessionid`,
  };
  server.post(paths.generate, serve(generate));
  server.post(paths.refresh, serve(refresh));
  server.post(paths.conversations, serve(start));
  server.get(paths.conversation, serve(reconnect));
  server.get(paths.activities, serve(read));
  server.post(paths.activities, serve(post));
  server.post(paths.upload, serve(refuseUpload));
  server.get(paths.session, serve(noSession));
  for (const path of Object.values(paths)) server.opts(path, preflight);

  server.on("upgrade", (request, socket, head) => void stream.upgrade(request, socket, head));
  const sweeping = setInterval(() => histories.sweep(), 60_000).unref();
  tools.onClose(() => {
    clearInterval(sweeping);
    stream.close();
  });
}

const randomId = () => randomBytes(16).toString("hex");

function watermarkOf(request: Request): string | undefined {
  const asked = new URL(request.url ?? "", "http://localhost").searchParams.get("watermark");
  return asked === null ? undefined : asked;
}
