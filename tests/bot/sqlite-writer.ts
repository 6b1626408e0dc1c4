// Writes one number after the other, and says which are written: for the test that kills it.
import { setImmediate } from "node:timers/promises";
import { sqliteStore } from "../../src/bot/store/sqlite.ts";

const store = sqliteStore(process.argv[2] ?? "", { idleMinutes: 120, now: () => new Date() });
for (let count = 1; count < 20_000 && process.connected; count++) {
  const version = (await store.load("k"))?.version;
  if (await store.save("k", new TextEncoder().encode(String(count)), version)) process.send?.(count);
  await setImmediate();
}
process.exit();
