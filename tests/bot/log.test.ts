import { describe, expect, it } from "vitest";
import { causeOf } from "../../src/bot/cause.ts";
import { readConfig } from "../../src/bot/config.ts";
import { makeLog } from "../../src/bot/log.ts";
import { startupLines } from "../../src/bot/startup.ts";

const secret = "07700900123";

describe("what is said of an error", () => {
  it("is its class, its code and the place, not its message", () => {
    const cause = causeOf(Object.assign(new TypeError(`bad ${secret}`), { code: "ERR_BAD" }));
    expect(cause).toMatchObject({ cause: "TypeError", code: "ERR_BAD" });
    expect(cause.at?.[0]).toMatch(/log\.test\.ts:\d+$/);
  });

  class Named extends Error {}
  Object.defineProperty(Named, "name", { value: `Named ${secret}` });
  it.each<[string, unknown]>([
    ["text", secret],
    ["nothing", undefined],
    ["null", null],
    ["an object", { secret, message: secret }],
    ["a name", Object.assign(new Error("x"), { name: secret })],
    ["a class name", new Named("x")],
    ["a code", Object.assign(new Error("x"), { code: `E ${secret}` })],
    ["a cause", new Error("x", { cause: new Error(secret) })],
    ["many", new AggregateError([new Error(secret)], secret)],
    ["a message that looks like a stack", new Error(`x\n    at ${secret} (file:///${secret}.ts:1:1)`)],
    [
      "a message changed afterwards",
      Object.assign(new Error(`y\n    at ${secret} (/${secret}.ts:1:1)`), { message: "x" }),
    ],
    ["a made-up stack", Object.assign(new Error("x"), { stack: secret })],
    [
      "a syntax error",
      (() => {
        try {
          JSON.parse(`{"${secret}`);
        } catch (error) {
          return error;
        }
      })(),
    ],
  ])("says nothing of what is in %s", (_name, error) => {
    expect(JSON.stringify(causeOf(error))).not.toContain(secret);
  });
});

describe("the log", () => {
  const turn = { channel: "web", outcome: "answered", asks: 1, steps: 0, ms: 12.4 } as const;
  const written = (isTTY: boolean): string[] => {
    const lines: string[] = [];
    makeLog("info", { isTTY, write: (line) => lines.push(line) }).turn(turn);
    return lines;
  };

  it("writes JSON lines", () => {
    expect(written(false)).toHaveLength(1);
    expect(JSON.parse(written(false)[0] ?? "")).toEqual({
      level: "info",
      time: expect.any(String),
      event: "turn",
      ...turn,
      ms: 12,
    });
  });

  it("writes lines for people on a terminal", () => {
    expect(written(true)).toHaveLength(1);
    expect(written(true)[0]).toMatch(/^\[\d\d:\d\d:\d\d\] .*turn.*"outcome":"answered".*\n$/);
  });

  it("keeps quiet below its level", () => {
    const lines: string[] = [];
    const log = makeLog("error", { write: (line) => lines.push(line) });
    log.turn(turn);
    log.failure("turn", new Error(secret));
    expect(lines).toHaveLength(1);
  });
});

it("says at the start what is on and what is off", () => {
  const started = {
    page: true,
    directLine: true,
    botFramework: "off",
    store: "sqlite",
    metrics: false,
    languages: ["en"],
    port: 3978,
  } as const;
  expect(startupLines(readConfig({}), started)).toEqual([
    "Harbour is ready.",
    "  Chat page      http://127.0.0.1:3978/",
    "  Direct Line    http://127.0.0.1:3978/v3/directline",
    "  /api/messages  off: no MicrosoftAppId",
    "  Store          SQLite in data, sealed, deleted after 120 idle minutes",
    "  Metrics        off",
    "  Languages      en",
  ]);
});
