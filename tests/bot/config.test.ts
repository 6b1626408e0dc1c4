import { describe, expect, it } from "vitest";
import { isLoopback, readConfig } from "../../src/bot/config.ts";
import { ConfigurationError } from "../../src/bot/configuration-error.ts";

const id = "11111111-2222-3333-4444-555555555555";
const key = Buffer.alloc(32, 1).toString("base64");

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe("an environment with nothing in it", () => {
  it("gives a server for this machine", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 3978,
      publicUrl: undefined,
      store: "sqlite",
      dataDir: "data",
      masterKey: undefined,
      idleMinutes: 120,
      logLevel: "info",
      botFramework: { access: "off" },
    });
  });

  it("is the same as one where variables are empty", () => {
    expect(readConfig({ PORT: "", STORE: "", MicrosoftAppId: "", HARBOUR_KEY: "", REDIS_URL: "" })).toEqual(
      readConfig({}),
    );
  });
});

it("takes what is set", () => {
  expect(
    readConfig({
      HOST: "0.0.0.0",
      PORT: "80",
      PUBLIC_URL: "https://chat.example.org/",
      STORE: "memory",
      DATA_DIR: "/var/lib/harbour",
      HARBOUR_KEY: key,
      IDLE_MINUTES: "30",
      LOG_LEVEL: "warn",
      MicrosoftAppType: "SingleTenant",
      MicrosoftAppId: id,
      MicrosoftAppPassword: "p",
      MicrosoftAppTenantId: id,
    }),
  ).toEqual({
    host: "0.0.0.0",
    port: 80,
    publicUrl: "https://chat.example.org",
    store: "memory",
    dataDir: "/var/lib/harbour",
    masterKey: new Uint8Array(32).fill(1),
    idleMinutes: 30,
    logLevel: "warn",
    botFramework: {
      access: "required",
      credentials: {
        MicrosoftAppType: "SingleTenant",
        MicrosoftAppId: id,
        MicrosoftAppPassword: "p",
        MicrosoftAppTenantId: id,
      },
    },
  });
});

describe("what is wrong stops the start with a line that says which, why, and the mend:", () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ PORT: "http" }, /^PORT must be a whole number, such as 3978\.$/],
    [{ PORT: "70000" }, /^PORT must be at most 65535\.$/],
    [{ HOST: "not a host" }, /^HOST must be an address to listen on/],
    [{ PUBLIC_URL: "chat.example.org" }, /^PUBLIC_URL must be the address people open, such as https/],
    [{ PUBLIC_URL: "ftp://chat.example.org" }, /^PUBLIC_URL must be/],
    [{ STORE: "redis" }, /^STORE redis is not available in this version; use sqlite or memory\.$/],
    [{ STORE: "mongo" }, /^STORE must be sqlite or memory\.$/],
    [{ REDIS_URL: "redis://x" }, /^REDIS_URL is not available in this version/],
    [{ METRICS_PORT: "9000" }, /^METRICS_PORT is not available in this version; leave it unset\.$/],
    [{ TWILIO_AUTH_TOKEN: "x" }, /^TWILIO_AUTH_TOKEN is not available in this version/],
    [
      { HARBOUR_KEY: "short" },
      /^HARBOUR_KEY must be 32 random bytes in base64; make one with: openssl rand -base64 32\.$/,
    ],
    [{ HARBOUR_KEY: `${key} ` }, /^HARBOUR_KEY must be/],
    [{ IDLE_MINUTES: "0" }, /^IDLE_MINUTES must be at least 5\.$/],
    [{ IDLE_MINUTES: "1e3" }, /^IDLE_MINUTES must be a whole number/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be error, warn, info, debug or silent\.$/],
    [{ BOT_AUTH: "off" }, /^BOT_AUTH must be none, or unset/],
    [
      { BOT_AUTH: "none", HOST: "0.0.0.0" },
      /^BOT_AUTH none lets anybody speak for anybody, so it needs HOST=127\.0\.0\.1/,
    ],
    [{ MicrosoftAppId: "my-bot" }, /^MicrosoftAppId must be the bot's app id/],
    [{ MicrosoftAppId: id }, /^MicrosoftAppPassword is missing/],
    [{ MicrosoftAppPassword: "p" }, /^MicrosoftAppId is missing, but MicrosoftAppPassword is set/],
    [
      { MicrosoftAppId: id, MicrosoftAppPassword: "p", MicrosoftAppType: "Tenant" },
      /^MicrosoftAppType must be MultiTenant/,
    ],
    [
      { MicrosoftAppId: id, MicrosoftAppPassword: "p", MicrosoftAppType: "SingleTenant" },
      /^MicrosoftAppTenantId is missing/,
    ],
    [
      { MicrosoftAppId: id, MicrosoftAppPassword: "p", MicrosoftAppType: "UserAssignedMSI" },
      /^MicrosoftAppPassword must not be set/,
    ],
    [{ AZURE_LOG_LEVEL: "verbose" }, /^AZURE_LOG_LEVEL would print what people write; unset it\.$/],
    [{ NODE_DEBUG: "http" }, /^NODE_DEBUG would print what people write; unset it\.$/],
  ])("%j", (variables, line) => {
    const problems = problemsOf(variables);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
    expect(problems[0]).not.toContain("\n");
  });

  it("every problem at once, and never the value of a secret", () => {
    const problems = problemsOf({
      PORT: "x",
      STORE: "redis",
      HARBOUR_KEY: "my-secret",
      MicrosoftAppId: "my-bot",
    });
    expect(problems).toHaveLength(4);
    expect(problems.join()).not.toContain("my-secret");
  });
});

it("opens /api/messages without authentication on this machine only", () => {
  for (const HOST of ["127.0.0.1", "localhost", "::1", "127.1.2.3"]) {
    expect(readConfig({ BOT_AUTH: "none", HOST }).botFramework).toEqual({ access: "open" });
  }
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "127.evil.example", "localhost.evil.example"]) {
    expect(isLoopback(host)).toBe(false);
  }
});
