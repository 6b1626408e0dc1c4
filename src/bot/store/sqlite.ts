import { randomUUID } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expiryMinute, type Keeping, type Store, thisMinute } from "./store.ts";

// WAL lets several processes read while one writes. secure_delete overwrites what is deleted with zeros.
const setUp = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS conversations (
    key TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    expires INTEGER NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS by_expiry ON conversations (expires);
`;

/** The embedded store: one file in the data folder, readable by its owner alone. */
export function sqliteStore(dataDir: string, keeping: Keeping): Store {
  const file = join(dataDir, "conversations.sqlite");
  // SQLite would let everybody on the machine read it; its other files take over the mode of this one.
  closeSync(openSync(file, "a", 0o600));
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(setUp);
  const load = database.prepare("SELECT sealed, version FROM conversations WHERE key = ? AND expires > ?");
  const change = database.prepare(
    "UPDATE conversations SET version = ?, expires = ?, sealed = ? WHERE key = ? AND version = ? AND expires > ?",
  );
  const create = database.prepare(
    `INSERT INTO conversations (version, expires, sealed, key) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET version = excluded.version, expires = excluded.expires, sealed = excluded.sealed
     WHERE conversations.expires <= ?`,
  );
  const forget = database.prepare("DELETE FROM conversations WHERE key = ?");
  const sweep = database.prepare("DELETE FROM conversations WHERE expires <= ?");
  // What was deleted is also still in the write-ahead log, until that is written back and cut to nothing.
  const emptyLog = (): void => database.exec("PRAGMA wal_checkpoint(TRUNCATE)");

  return {
    async load(key) {
      const row = load.get(key, thisMinute(keeping.now));
      return row && { sealed: row.sealed as Uint8Array, version: row.version as string };
    },
    async save(key, sealed, expected) {
      const minute = thisMinute(keeping.now);
      const values = [randomUUID(), expiryMinute(keeping), sealed, key] as const;
      const result =
        expected === undefined ? create.run(...values, minute) : change.run(...values, expected, minute);
      return result.changes === 1;
    },
    async forget(key) {
      if (forget.run(key).changes > 0) emptyLog();
    },
    async sweep() {
      const swept = Number(sweep.run(thisMinute(keeping.now)).changes);
      if (swept > 0) emptyLog();
      return swept;
    },
    async close() {
      emptyLog();
      database.close();
    },
  };
}
