// What every store can do. It keeps sealed bytes under a key that says nothing, and knows nothing of what is in them.

/** Says which writing of a value this is. Never used twice, not even after the value was deleted and made anew. */
export type Version = string;

export type Kept = { readonly sealed: Uint8Array; readonly version: Version };

export type Store = {
  /** What is kept under this key, unless it has been idle too long. */
  load(key: string): Promise<Kept | undefined>;
  /** Writes only if nothing was written since `expected` was loaded; undefined = there was nothing. Says whether it wrote. */
  save(key: string, sealed: Uint8Array, expected: Version | undefined): Promise<boolean>;
  /** Deletes at once, and leaves nothing of it behind. */
  forget(key: string): Promise<void>;
  /** Deletes what has been idle too long. Says how many. */
  sweep(): Promise<number>;
  close(): Promise<void>;
};

/** How long a conversation is kept after its last message, and the clock that says so. */
export type Keeping = { readonly idleMinutes: number; readonly now: () => Date };

/** The minute in which what is written now has been idle too long. Whole minutes: a store need not know when somebody wrote. */
export const expiryMinute = ({ idleMinutes, now }: Keeping): number => thisMinute(now) + idleMinutes;

/** The current minute, counted as stores count them. */
export const thisMinute = (now: () => Date): number => Math.floor(now().getTime() / 60_000);
