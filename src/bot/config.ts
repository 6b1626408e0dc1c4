// The environment, read once. What is wrong or missing stops the start with a line that says which variable, why, and the mend.
import { z } from "zod";
import { ConfigurationError } from "./configuration-error.ts";
import type { LogLevel } from "./log.ts";
import { parseMasterKey } from "./master-key.ts";

/** Credentials under the names Bot Framework gives them. */
type Credentials = {
  readonly MicrosoftAppType: "MultiTenant" | "SingleTenant" | "UserAssignedMSI";
  readonly MicrosoftAppId: string;
  readonly MicrosoftAppPassword?: string;
  readonly MicrosoftAppTenantId?: string;
};

/** Who may post to /api/messages: nobody, anybody on this machine, or Bot Framework with a signed token. */
type BotFrameworkAccess =
  | { readonly access: "off" }
  | { readonly access: "open" }
  | { readonly access: "required"; readonly credentials: Credentials };

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly store: "sqlite" | "memory";
  readonly dataDir: string;
  readonly masterKey: Uint8Array | undefined;
  readonly idleMinutes: number;
  readonly logLevel: LogLevel;
  readonly botFramework: BotFrameworkAccess;
};

const notYet = (instead: string) => z.undefined(`is not available in this version; ${instead}`).optional();
const whole = (from: number, to: number, example: string) =>
  z
    .string()
    .regex(/^\d{1,7}$/, `must be a whole number, such as ${example}`)
    .transform(Number)
    .pipe(z.number().min(from, `must be at least ${from}`).max(to, `must be at most ${to}`));

const environment = z.object({
  HOST: z
    .string()
    .regex(/^[a-z0-9.:-]+$/i, "must be an address to listen on, such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  PORT: whole(0, 65_535, "3978").default(3978),
  METRICS_PORT: notYet("leave it unset"),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be the address people open, such as https://chat.example.org" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  STORE: z
    .string()
    .refine((name) => name !== "redis", "redis is not available in this version; use sqlite or memory")
    .pipe(z.enum(["sqlite", "memory"], "must be sqlite or memory"))
    .default("sqlite"),
  DATA_DIR: z.string().default("data"),
  REDIS_URL: notYet("leave it unset and use STORE=sqlite or STORE=memory"),
  HARBOUR_KEY: z
    .string()
    .transform((text, issues) => {
      const key = parseMasterKey(text);
      if (key === undefined)
        issues.addIssue("must be 32 random bytes in base64; make one with: openssl rand -base64 32");
      return key;
    })
    .optional(),
  IDLE_MINUTES: whole(5, 10_080, "120").default(120),
  LOG_LEVEL: z
    .enum(["error", "warn", "info", "debug", "silent"], "must be error, warn, info, debug or silent")
    .default("info"),
  TWILIO_AUTH_TOKEN: notYet("leave it unset; text messages arrive through Azure Bot Service"),
  BOT_AUTH: z.literal("none", "must be none, or unset to ask Bot Framework for its signature").optional(),
  MicrosoftAppType: z
    .enum(
      ["MultiTenant", "SingleTenant", "UserAssignedMSI"],
      "must be MultiTenant, SingleTenant or UserAssignedMSI",
    )
    .default("MultiTenant"),
  MicrosoftAppId: z.guid("must be the bot's app id, such as 00000000-0000-0000-0000-000000000000").optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z.string().optional(),
  // Both make Bot Framework's libraries print the requests they send: conversation ids, and what was said.
  AZURE_LOG_LEVEL: z.undefined("would print what people write; unset it").optional(),
  NODE_DEBUG: z.undefined("would print what people write; unset it").optional(),
});

/** Reads the environment. Throws a ConfigurationError with every problem there is. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = environment.safeParse(set);
  if (!read.success) {
    throw new ConfigurationError(
      read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`),
    );
  }
  const values = read.data;
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    store: values.STORE,
    dataDir: values.DATA_DIR,
    masterKey: values.HARBOUR_KEY,
    idleMinutes: values.IDLE_MINUTES,
    logLevel: values.LOG_LEVEL,
    botFramework: readAccess(values),
  };
}

/** Does this address take connections from this machine only? */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

function readAccess(values: z.infer<typeof environment>): BotFrameworkAccess {
  const { MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId } = values;
  const wrong = (problem: string): ConfigurationError => new ConfigurationError([problem]);
  if (values.BOT_AUTH === "none") {
    if (isLoopback(values.HOST)) return { access: "open" };
    throw wrong(
      "BOT_AUTH none lets anybody speak for anybody, so it needs HOST=127.0.0.1; unset BOT_AUTH to listen elsewhere.",
    );
  }
  if (MicrosoftAppId === undefined) {
    const alone = MicrosoftAppPassword
      ? "MicrosoftAppPassword"
      : MicrosoftAppTenantId && "MicrosoftAppTenantId";
    if (alone)
      throw wrong(`MicrosoftAppId is missing, but ${alone} is set; set the bot's app id too, or unset both.`);
    return { access: "off" };
  }
  const managed = MicrosoftAppType === "UserAssignedMSI";
  if (managed && MicrosoftAppPassword)
    throw wrong("MicrosoftAppPassword must not be set where MicrosoftAppType is UserAssignedMSI; unset it.");
  if (!managed && !MicrosoftAppPassword)
    throw wrong("MicrosoftAppPassword is missing; set the bot's client secret, or unset MicrosoftAppId.");
  if (MicrosoftAppType !== "MultiTenant" && !MicrosoftAppTenantId) {
    throw wrong(
      `MicrosoftAppTenantId is missing; MicrosoftAppType ${MicrosoftAppType} needs the id of your tenant.`,
    );
  }
  return {
    access: "required",
    credentials: {
      MicrosoftAppType,
      MicrosoftAppId,
      ...(MicrosoftAppPassword ? { MicrosoftAppPassword } : {}),
      ...(MicrosoftAppTenantId ? { MicrosoftAppTenantId } : {}),
    },
  };
}
