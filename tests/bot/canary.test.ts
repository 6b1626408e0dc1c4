// A secret goes in by every door and through everything that breaks, the end of the process included. It must come out
// nowhere but in the answer to the one who said it.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const canary = "canarybird-07700900123";
let folder = "";
let host: ChildProcess;
let url = "";
let port = 0;
let printed = "";

beforeEach(async () => {
  printed = "";
  folder = mkdtempSync(join(tmpdir(), "harbour-"));
  host = fork(join(import.meta.dirname, "canary-host.ts"), [folder], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [host.stdout, host.stderr])
    stream?.on("data", (chunk) => {
      printed += chunk;
    });
  const [address] = await once(host, "message");
  port = address.port;
  url = `http://127.0.0.1:${port}`;
});
afterEach(() => {
  host.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const activity = (fields: object = {}) => ({
  type: "message",
  id: `${canary}-${Math.random()}`,
  channelId: "webchat",
  deliveryMode: "expectReplies",
  text: canary,
  conversation: { id: canary, name: canary },
  from: { id: canary, name: canary, aadObjectId: canary },
  recipient: { id: canary },
  channelData: { clientActivityID: canary, tenant: { id: canary } },
  localTimezone: canary,
  ...fields,
});

async function say(fields: object = {}): Promise<string> {
  const headers = { "content-type": "application/json", "user-agent": canary, "x-forwarded-for": canary };
  const response = await fetch(`${url}/api/messages?${canary}`, {
    method: "POST",
    headers,
    body: JSON.stringify(activity(fields)),
  });
  return response.text();
}

function raw(bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(200, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve());
  });
}

const exit = async (): Promise<number | null> =>
  host.exitCode !== null ? host.exitCode : ((await once(host, "exit"))[0] as number | null);
const stored = (): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

function expectNoTrace(): void {
  expect(printed).not.toContain("canarybird");
  expect(printed).not.toContain("07700900123");
  expect(stored().includes("canarybird")).toBe(false);
  for (const line of printed.trim().split("\n"))
    expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
}

it("leaves no trace of what was said, whatever breaks", async () => {
  // It does get in: the one who said it hears it again.
  expect(await say()).toContain(canary);
  for (const how of ["throw-error", "throw-text", "throw-class"]) {
    const answer = await say({ text: `${how} ${canary}` });
    expect(answer).toContain("fail-safe");
    expect(JSON.parse(answer).activities[0].text).not.toContain("canarybird");
  }
  await say({ text: `reject ${canary}` });
  await say({
    value: { value: canary },
    attachments: [{ contentType: canary, contentUrl: `http://127.0.0.1:1/${canary}`, name: canary }],
  });
  await say({ locale: canary, membersAdded: [{ id: canary, name: canary }], type: "conversationUpdate" });
  // Bad input, at the server and at the channel.
  await say({ channelId: { canary } });
  await say({ type: canary });
  await say({ deliveryMode: undefined, serviceUrl: `https://${canary}.example/` });
  await say({ deliveryMode: undefined, serviceUrl: `http://127.0.0.1:1/${canary}` });
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${canary}.${canary}.${canary}`,
  };
  await fetch(`${url}/api/messages`, { method: "POST", headers, body: `{"${canary}` });
  await fetch(`${url}/${canary}?${canary}`);
  await raw(`GET /${canary} HTTP/1.1\r\nHost: ${canary}[\r\n\r\n`);
  await raw(`${canary}\r\n\r\n`);
  await raw(
    `POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"${canary}`,
  );
  // Direct Line.
  const start = await (
    await fetch(`${url}/v3/directline/tokens/generate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: { id: canary, name: canary } }),
    })
  ).json();
  const bearer = {
    authorization: `Bearer ${(start as { token: string }).token}`,
    "content-type": "application/json",
  };
  const conversation = (await (
    await fetch(`${url}/v3/directline/conversations`, { method: "POST", headers: bearer, body: "{}" })
  ).json()) as { conversationId: string };
  for (const text of [canary, `throw-error ${canary}`]) {
    const sent = await fetch(`${url}/v3/directline/conversations/${conversation.conversationId}/activities`, {
      method: "POST",
      headers: bearer,
      body: JSON.stringify(activity({ text })),
    });
    expect(sent.status).toBe(200);
  }
  expect(stored().length).toBeGreaterThan(0);
  expectNoTrace();
  expect(printed).toContain('"where":"turn"');
  expect(printed).toContain('"where":"process"');
  expect(printed).toContain('"where":"send"');

  host.kill("SIGTERM");
  expect(await exit()).toBe(0);
  expectNoTrace();
  expect(printed).toContain('"event":"stopped"');
});

it("leaves no trace when the store breaks", async () => {
  await say();
  host.kill("SIGUSR2");
  await once(host, "message");
  expect(await say()).toContain("fail-safe");
  expectNoTrace();
  expect(printed).toContain('"where":"store"');
});

it("leaves no trace when the process dies of it", async () => {
  await say({ text: `crash ${canary}` });
  expect(await exit()).toBe(1);
  expectNoTrace();
  expect(printed).toContain('"where":"process"');
});

it("keeps no name of anybody, nor of any conversation, outside the seal", async () => {
  await say({ conversation: { id: "conversation-name" }, id: "message-name", from: { id: "person-name" } });
  for (const name of ["conversation-name", "message-name", "person-name", "turn 1", "facts"])
    expect(stored().includes(name)).toBe(false);
});
