// Who may speak for Bot Framework: tokens signed with keys of a server that stands in for Microsoft's.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { mountBotFramework } from "../../src/bot/channels/bot-framework.ts";
import { listening, words } from "./house.ts";

// Before the channel is loaded, so that what it keeps from the console does not arrive here.
const printed = vi.hoisted(() => (["log", "warn", "error"] as const).map((name) => vi.spyOn(console, name)));

const appId = "00000000-0000-0000-0000-00000000beef";
const issuer = "https://api.botframework.com";
const serviceUrl = "https://smba.trafficmanager.net/uk/";

const [ours, strangers] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
const jwk = { ...(await exportJWK(ours.publicKey)), kid: "k1", endorsements: ["msteams", "webchat"] };

let keysDown = false;
const microsoft = createServer((request, response) => {
  if (request.url === "/openid-silent") return;
  response.statusCode = keysDown ? 500 : 200;
  const { port } = microsoft.address() as AddressInfo;
  const answer = request.url === "/keys" ? { keys: [jwk] } : { jwks_uri: `http://127.0.0.1:${port}/keys` };
  response.end(JSON.stringify(answer));
});

/** A server that trusts the stand-in, under its own address so that no other test's keys are remembered. */
async function houseTrusting(path: string) {
  const { port } = microsoft.address() as AddressInfo;
  const identity = {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: "secret-password",
    // Setting one of these makes the SDK ask for all.
    ToChannelFromBotLoginUrl: `http://127.0.0.1:${port}/login`,
    ToChannelFromBotOAuthScope: "https://api.botframework.com",
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${port}/${path}`,
    ToBotFromEmulatorOpenIdMetadataUrl: `http://127.0.0.1:${port}/${path}`,
    OAuthUrl: `http://127.0.0.1:${port}/oauth`,
    CallerId: "urn:botframework:azure",
  };
  return listening((server, tools) => mountBotFramework(server, tools, { identity, words, patience: 1_000 }));
}

let house: Awaited<ReturnType<typeof houseTrusting>>;
beforeAll(async () => {
  await new Promise<void>((resolve) => microsoft.listen(0, "127.0.0.1", () => resolve()));
  house = await houseTrusting("openid");
});
afterAll(async () => {
  await house.close();
  microsoft.close();
  microsoft.closeAllConnections();
});

type Claims = {
  iss?: string;
  aud?: string;
  serviceurl?: string;
  kid?: string;
  key?: typeof ours.privateKey;
  seconds?: number;
};

const token = (claims: Claims = {}) =>
  new SignJWT({ serviceurl: claims.serviceurl ?? serviceUrl })
    .setProtectedHeader({ alg: "RS256", kid: claims.kid ?? "k1" })
    .setIssuer(claims.iss ?? issuer)
    .setAudience(claims.aud ?? appId)
    .setIssuedAt(Math.floor(Date.now() / 1000) - 7_200)
    .setExpirationTime(Math.floor(Date.now() / 1000) + (claims.seconds ?? 3_600))
    .sign(claims.key ?? ours.privateKey);

const activity = {
  type: "message",
  channelId: "msteams",
  conversation: { id: "c" },
  serviceUrl,
  text: "hi",
  deliveryMode: "expectReplies",
};

async function post(authorization: string | undefined, fields: object = {}, at = house) {
  const headers = {
    "content-type": "application/json",
    ...(authorization === undefined ? {} : { authorization }),
  };
  const response = await fetch(`${at.url}/api/messages`, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...activity, ...fields }),
  });
  return { status: response.status, body: await response.text() };
}

it("answers a message with Bot Framework's signature", async () => {
  const { status, body } = await post(`Bearer ${await token()}`);
  expect(status).toBe(200);
  expect(JSON.parse(body).activities).toMatchObject([{ text: "turn 1: hi" }]);
});

describe("refuses, in the same words and without a line on the console,", () => {
  const withoutSignature = async () => `${(await token()).split(".").slice(0, 2).join(".")}.`;
  const unsigned = () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const exp = Math.floor(Date.now() / 1000) + 3_600;
    return `${part({ alg: "none", kid: "k1" })}.${part({ iss: issuer, aud: appId, serviceurl: serviceUrl, exp })}.`;
  };
  it.each<[string, () => string | undefined | Promise<string>, object?]>([
    ["no token", () => undefined],
    ["an empty token", () => ""],
    ["another scheme", () => "Basic abc"],
    ["nonsense", () => "Bearer abc"],
    ["nonsense in three parts", () => "Bearer a.b.c"],
    ["a stranger's signature", async () => `Bearer ${await token({ key: strangers.privateKey })}`],
    ["no signature", async () => `Bearer ${await withoutSignature()}`],
    ["the algorithm none", () => `Bearer ${unsigned()}`],
    ["an unknown key", async () => `Bearer ${await token({ kid: "k2" })}`],
    ["an expired token", async () => `Bearer ${await token({ seconds: -3_600 })}`],
    ["another bot's token", async () => `Bearer ${await token({ aud: "another" })}`],
    ["another issuer", async () => `Bearer ${await token({ iss: "https://evil.example" })}`],
    [
      "another serviceUrl than signed",
      async () => `Bearer ${await token()}`,
      { serviceUrl: "https://smba.trafficmanager.net/de/" },
    ],
    ["a channel the key is not endorsed for", async () => `Bearer ${await token()}`, { channelId: "sms" }],
  ])("%s", async (_name, authorization, fields) => {
    const { status, body } = await post(await authorization(), fields);
    expect(status).toBe(401);
    expect(JSON.parse(body)).toEqual({
      error: { code: "Unauthorized", message: "The request is not authorised." },
    });
    for (const print of printed) expect(print).not.toHaveBeenCalled();
  });
});

it.each([
  { serviceUrl: undefined },
  { serviceUrl: "" },
  { serviceUrl: "https://evil.example" },
  { serviceUrl: "http://127.0.0.1:9" },
])("refuses a signed message with %j", async (fields) =>
  expect((await post(`Bearer ${await token()}`, fields)).status).toBe(400),
);

it("asks the channel to come again while the signing keys cannot be had", async () => {
  const other = await houseTrusting("openid-down");
  keysDown = true;
  expect((await post(`Bearer ${await token()}`, {}, other)).status).toBe(503);
  keysDown = false;
  expect((await post(`Bearer ${await token()}`, {}, other)).status).toBe(200);
  await other.close();
});

it("does not wait for the signing keys for ever", async () => {
  const other = await houseTrusting("openid-silent");
  expect((await post(`Bearer ${await token()}`, {}, other)).status).toBe(503);
  await other.close();
});

it("writes down what it refused by kind alone", () => {
  const refusals = house.lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "refused");
  expect(new Set(refusals.map(({ why }) => why))).toEqual(new Set(["signature", "service_url"]));
  for (const refusal of refusals) expect(Object.keys(refusal)).toEqual(["level", "time", "event", "why"]);
});
