import { randomUUID } from "node:crypto";
import { expiryMinute, type Keeping, type Kept, type Store, thisMinute } from "./store.ts";

/** A store in this process: gone when it stops. For trying things out and for tests. */
export function memoryStore(keeping: Keeping): Store {
  const rows = new Map<string, Kept & { readonly expires: number }>();
  const alive = (key: string) => {
    const row = rows.get(key);
    return row !== undefined && row.expires > thisMinute(keeping.now) ? row : undefined;
  };
  return {
    async load(key) {
      const row = alive(key);
      return row && { sealed: row.sealed, version: row.version };
    },
    async save(key, sealed, expected) {
      if (alive(key)?.version !== expected) return false;
      rows.set(key, { sealed, version: randomUUID(), expires: expiryMinute(keeping) });
      return true;
    },
    async forget(key) {
      rows.delete(key);
    },
    async sweep() {
      const idle = [...rows.keys()].filter((key) => alive(key) === undefined);
      for (const key of idle) rows.delete(key);
      return idle.length;
    },
    async close() {
      rows.clear();
    },
  };
}
