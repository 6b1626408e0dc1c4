import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJson } from "../../src/bot/json-body.ts";
import { refuse } from "../../src/bot/refusal.ts";
import { listening } from "./house.ts";

let house: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  house = await listening((server) => {
    server.post("/json", async (request, response) => {
      const body = await readJson(request);
      if ("refused" in body) return refuse(response, body.refused);
      response.send(200, { length: JSON.stringify(body.value).length });
    });
    server.get("/throws", async () => {
      throw new Error("secret words");
    });
    server.get("/throws-late", async (_request, response) => {
      response.writeHead(200);
      response.end("fine");
      throw new Error("secret words");
    });
    server.get("/throws-text", async () => {
      throw "secret words";
    });
    server.get("/throws-teapot", async () => {
      throw Object.assign(new Error("secret words"), { statusCode: 418 });
    });
  });
});
afterAll(() => house.close());

/** Writes bytes to the server, and gives what comes back until it closes or falls silent. */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(house.port, "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket.setTimeout(300, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}

const alive = async () => (await fetch(`${house.url}/healthz`)).status;

describe("what would end restify's process", () => {
  const target = (line: string, host = "x") => `GET ${line} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  it.each([
    ["a Host with a space and a bracket", target("/healthz", "a b[")],
    ["a Host with an impossible port", target("/healthz", "x:99999")],
    ["a Host that is half an address", target("/healthz", "[::1")],
    ["a Host with a path", target("/healthz", "x/y?z#")],
    ["a Host with a user", target("/healthz", "a@b")],
    ["an absolute target", target("http://[/a")],
    ["a well-formed absolute target", target("http://x/healthz")],
    ["an asterisk", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["a malformed Host on POST", "POST /json HTTP/1.1\r\nHost: [\r\nContent-Length: 2\r\n\r\n{}"],
    [
      "a malformed Host after Expect",
      "POST /json HTTP/1.1\r\nHost: [\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
    ],
  ])("is refused: %s", async (_name, bytes) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(/HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer.toLowerCase()).toContain("connection: close");
    expect(await alive()).toBe(200);
  });

  it.each([
    ["no Host in HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", 200],
    ["no Host in HTTP/1.1", "GET /healthz HTTP/1.1\r\n\r\n", 400],
    ["an address as Host", target("/healthz", "[::1]:3978"), 200],
    ["a path that cannot be decoded", target("/%E0%A4%A"), 404],
    ["two slashes", target("//x/healthz"), 404],
    ["a very long path", target(`/${"a".repeat(10_000)}`), 404],
    ["an Accept nobody has", "GET /nowhere HTTP/1.1\r\nHost: x\r\nAccept: ;;;/\r\n\r\n", 404],
    ["no HTTP at all", "hello\r\n\r\n", 400],
    [
      "an upgrade to HTTP/2, which is ignored",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
      200,
    ],
    [
      "a socket where there is none",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      200,
    ],
    [
      "a socket with a malformed Host",
      "GET /v3/directline/x HTTP/1.1\r\nHost: [\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      400,
    ],
  ])("survives %s", async (_name, bytes, status) => {
    expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(await alive()).toBe(200);
  });
});

describe("errors", () => {
  it.each([
    ["/throws", 500, "ServiceError"],
    ["/throws-text", 500, "ServiceError"],
    ["/throws-teapot", 500, "ServiceError"],
    ["/nowhere", 404, "NotFound"],
    ["/json", 405, "MethodNotAllowed"],
  ])("%s is answered in constant words", async (path, status, code) => {
    const response = await fetch(`${house.url}${path}`);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ error: { code, message: expect.any(String) } });
    expect(text).not.toContain("secret");
  });

  it("after the answer leave the answer as it was", async () => {
    expect(await (await fetch(`${house.url}/throws-late`)).text()).toBe("fine");
    expect(await alive()).toBe(200);
  });

  it("are written down by class and place, without their message", () => {
    expect(house.lines.join()).not.toContain("secret");
    expect(JSON.parse(house.lines[0] ?? "{}")).toMatchObject({
      event: "failure",
      where: "http",
      cause: "Error",
    });
    expect(house.lines[0]).toContain("server.test.ts");
  });
});

describe("JSON bodies", () => {
  const send = async (body: string | Buffer, headers: Record<string, string> = {}) =>
    (
      await fetch(`${house.url}/json`, {
        method: "POST",
        body: new Uint8Array(Buffer.from(body)),
        headers: { "content-type": "application/json", ...headers },
      })
    ).status;

  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ["JSON", "{}", {}, 200],
    ["JSON with a charset", "{}", { "content-type": "application/json; charset=utf-8" }, 200],
    ["another kind of JSON", "{}", { "content-type": "application/vnd.microsoft.activity+json" }, 200],
    ["the largest allowed", JSON.stringify("x".repeat(256 * 1024 - 2)), {}, 200],
    ["one byte more", JSON.stringify("x".repeat(256 * 1024 - 1)), {}, 413],
    ["a megabyte", "x".repeat(1_000_000), {}, 413],
    ["no JSON", "hello", {}, 400],
    ["nothing", "", {}, 400],
    ["text", "{}", { "content-type": "text/plain" }, 415],
    ["a form with a file", "x", { "content-type": "multipart/form-data; boundary=x" }, 415],
    ["good gzip", gzipSync("{}"), { "content-encoding": "gzip" }, 415],
    ["broken gzip", "xxxxxxxx", { "content-encoding": "gzip" }, 415],
  ])("%s", async (_name, body, headers, status) => {
    expect(await send(body, headers)).toBe(status);
    expect(await alive()).toBe(200);
  });

  it("survives a sender who goes away in the middle", async () => {
    await raw(
      "POST /json HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    );
    expect(await alive()).toBe(200);
  });
});

describe("every answer", () => {
  it("carries the security headers and does not say what runs here", async () => {
    const { headers } = await fetch(`${house.url}/healthz`);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(headers.get("server")).toBeNull();
  });
});

it("says that it is alive and ready", async () => {
  expect(await (await fetch(`${house.url}/healthz`)).json()).toEqual({ status: "ok" });
  expect(await (await fetch(`${house.url}/readyz`)).json()).toEqual({ status: "ready" });
});
