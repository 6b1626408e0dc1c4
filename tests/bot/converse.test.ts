import { describe, expect, it } from "vitest";
import { memoryStore } from "../../src/bot/store/memory.ts";
import type { Store } from "../../src/bot/store/store.ts";
import { channels } from "../../src/content/channel.ts";
import { conversing, incoming, toyTurn } from "./house.ts";

const memory = (): Store => memoryStore({ idleMinutes: 120, now: () => new Date() });

/** A store where one thing is broken. */
const broken = (parts: Partial<Store>): Store => ({ ...memory(), ...parts });
const failing = async (): Promise<never> => {
  throw new Error("disk on fire");
};

/** A slow store: what two messages read and write overlaps unless somebody keeps order. */
function slow(store: Store, milliseconds = 10): Store {
  const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * milliseconds));
  return {
    ...store,
    load: (key) => pause().then(() => store.load(key)),
    save: (...args) => pause().then(() => store.save(...args)),
  };
}

type House = ReturnType<typeof conversing>;
const say = async (house: House, ...args: Parameters<typeof incoming>) =>
  (await house.converse(incoming(...args))).messages.map(({ text }) => text);
const outcomes = ({ lines }: House) =>
  lines
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === "turn")
    .map(({ outcome }) => outcome);

describe("a conversation", () => {
  it("goes on from message to message, apart from others", async () => {
    const house = conversing();
    expect(await say(house, "a")).toEqual(["turn 1: a"]);
    expect(await say(house, "b")).toEqual(["turn 2: b"]);
    expect(await say(house, "a", { key: "other" })).toEqual(["turn 1: a"]);
  });

  it("answers in the order messages came, however close", async () => {
    const house = conversing({ store: slow(memory()) });
    const texts = Array.from({ length: 30 }, (_, index) => `m${index}`);
    const answers = await Promise.all(texts.map((text) => say(house, text)));
    expect(answers).toEqual(texts.map((text, index) => [`turn ${index + 1}: ${text}`]));
  });

  it("loses nothing where two processes answer at once", async () => {
    const store = slow(memory());
    const houses = [conversing({ store }), conversing({ store })];
    const answers = await Promise.all(houses.flatMap((house) => [1, 2, 3].map((n) => say(house, `m${n}`))));
    const turns = answers.map(([text]) => Number(/turn (\d+)/.exec(text ?? "")?.[1])).sort();
    expect(turns).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("does not make one person wait for another", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const store = memory();
    const house = conversing({
      store: {
        ...store,
        load: (key) => (key === "slow" ? held : Promise.resolve()).then(() => store.load(key)),
      },
    });
    const waiting = say(house, "a", { key: "slow" });
    expect(await say(house, "b", { key: "quick" })).toEqual(["turn 1: b"]);
    release();
    expect(await waiting).toEqual(["turn 1: a"]);
  });

  it("greets once, and not after the first words", async () => {
    const house = conversing();
    expect(await say(house, "", { opened: true, id: "o1" })).toEqual(["hello"]);
    expect(await say(house, "", { opened: true, id: "o2" })).toEqual([]);
    expect(await say(house, "", { opened: true, id: "o1" })).toEqual(["hello"]);
    const other = conversing();
    await say(other, "help");
    expect(await say(other, "", { opened: true })).toEqual([]);
  });

  it("begins anew, and without a word of before, when it was idle too long", async () => {
    let time = new Date("2026-11-21T10:00:00Z");
    const now = () => time;
    const house = conversing({ now, store: memoryStore({ idleMinutes: 120, now }) });
    await say(house, "a");
    time = new Date("2026-11-21T12:00:00Z");
    expect(await say(house, "b")).toEqual(["turn 1: b"]);
  });

  it("reads the beginning and the end of a message that is far too long", async () => {
    const house = conversing();
    const [text] = await say(house, `start ${"x".repeat(500_000)} i want to die`);
    expect(text?.length).toBeLessThan(8_100);
    expect(text).toMatch(/^turn 1: start .* i want to die$/);
  });
});

describe("a message that comes again", () => {
  it("gets the same answer again, without a second turn", async () => {
    const house = conversing({ store: slow(memory()) });
    const answers = await Promise.all([
      say(house, "a", { id: "1" }),
      say(house, "a", { id: "1" }),
      say(house, "b", { id: "2" }),
    ]);
    expect(answers).toEqual([["turn 1: a"], ["turn 1: a"], ["turn 2: b"]]);
    expect(outcomes(house)).toEqual(["answered", "again", "answered"]);
  });

  it("gets it from another process too", async () => {
    const store = memory();
    await say(conversing({ store }), "a", { id: "1" });
    expect(await say(conversing({ store }), "a", { id: "1" })).toEqual(["turn 1: a"]);
  });

  it("is recognised for the last twenty, and kept apart by conversation", async () => {
    const house = conversing();
    for (let n = 1; n <= 21; n++) await say(house, "a", { id: `${n}` });
    expect(await say(house, "a", { id: "2" })).toEqual(["turn 2: a"]);
    expect(await say(house, "a", { id: "1" })).toEqual(["turn 22: a"]);
    expect(await say(house, "a", { id: "2", key: "other" })).toEqual(["turn 1: a"]);
  });

  it("is a new message where the channel gives no id", async () => {
    const house = conversing();
    await say(house, "yes");
    expect(await say(house, "yes")).toEqual(["turn 2: yes"]);
  });
});

describe("leaving", () => {
  it("deletes everything at once, the remembered answers too", async () => {
    const house = conversing();
    await say(house, "a", { id: "1" });
    expect(await say(house, "exit", { id: "2" })).toEqual(["bye"]);
    expect(await house.store.load("k")).toBeUndefined();
    expect(await say(house, "new", { id: "3" })).toEqual(["turn 1: new"]);
  });

  it("shows nothing when what was said before comes again", async () => {
    const house = conversing();
    await say(house, "a", { id: "1" });
    await say(house, "exit", { id: "2" });
    expect(await say(house, "exit", { id: "2" })).toEqual([]);
    expect(await say(house, "a", { id: "1" })).toEqual([]);
    expect(await house.store.load("k")).toBeUndefined();
  });

  it("says that something broke, not that all is deleted, when it is not", async () => {
    const house = conversing({ store: broken({ forget: failing }) });
    expect((await say(house, "exit"))[0]).toContain("fail-safe");
  });

  it("waits for the answer that is being given", async () => {
    const house = conversing({ store: slow(memory()) });
    const answering = say(house, "a");
    await house.forget("k");
    await answering;
    expect(await house.store.load("k")).toBeUndefined();
  });
});

describe("when something breaks, the person hears the fail-safe message", () => {
  it.each<[string, Partial<Store>]>([
    ["loading", { load: failing }],
    [
      "loading at once",
      {
        load: () => {
          throw new Error("closed");
        },
      },
    ],
    ["saving", { save: failing }],
    ["saving for ever in conflict", { save: async () => false }],
    ["a store that never answers", { load: () => new Promise(() => {}) }],
  ])("%s", async (_name, parts) => {
    const house = conversing({ store: broken(parts), patience: 50 });
    expect(await say(house, "secret words", { language: "cy" })).toEqual([
      expect.stringContaining("fail-safe cy: 999"),
    ]);
    expect(outcomes(house)).toEqual(["failed"]);
    expect(house.lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        event: "failure",
        where: "store",
        id: expect.any(String),
        cause: expect.any(String),
      }),
    );
    expect(house.lines.join()).not.toContain("secret words");
  });

  it("in the flow: in their language, and what was known is kept", async () => {
    const house = conversing();
    await say(house, "a", { language: "cy" });
    expect(await say(house, "break")).toEqual([expect.stringContaining("fail-safe cy")]);
    expect(await say(house, "b")).toEqual(["turn 2: b"]);
    expect(house.lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: "failure", where: "turn", cause: "TypeError" }),
    );
  });

  it("with the words themselves: in English", async () => {
    const words = {
      failSafe: (language: string) => {
        if (language !== "en") throw new Error("no words");
        return [{ text: "999", triage: {} }];
      },
    };
    const house = conversing({ content: words as never });
    expect(await say(house, "break", { language: "xx" })).toEqual(["999"]);
  });

  it("recovers as soon as the store does", async () => {
    const store = memory();
    let down = true;
    const house = conversing({
      store: { ...store, load: async (key) => (down ? failing() : store.load(key)) },
    });
    await say(house, "a");
    down = false;
    expect(await say(house, "b")).toEqual(["turn 1: b"]);
  });

  it.each(["", "nonsense", "x".repeat(100)])(
    "starts afresh over a value that cannot be read (%j)",
    async (value) => {
      const house = conversing();
      await house.store.save("k", new TextEncoder().encode(value), undefined);
      expect(await say(house, "a")).toEqual(["turn 1: a"]);
      expect(await say(house, "b")).toEqual(["turn 2: b"]);
    },
  );

  it("never reads one conversation as another's", async () => {
    const house = conversing();
    await say(house, "a");
    const kept = await house.store.load("k");
    await house.store.save("thief", kept?.sealed ?? new Uint8Array(), undefined);
    expect(await say(house, "b", { key: "thief" })).toEqual(["turn 1: b"]);
  });
});

it("logs a turn by numbers alone", async () => {
  const house = conversing({ takeTurn: toyTurn });
  await house.converse(incoming("ask 2", { channel: channels.sms, id: "m1" }));
  expect(house.lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: "info",
      time: expect.any(String),
      event: "turn",
      channel: "sms",
      outcome: "answered",
      asks: 1,
      steps: 1,
      ms: expect.any(Number),
    },
  ]);
});

it("settles when every message has been answered", async () => {
  const house = conversing({ store: slow(memory()) });
  let answered = 0;
  for (let n = 0; n < 5; n++) say(house, "a").then(() => answered++);
  await house.settled();
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(5);
});
