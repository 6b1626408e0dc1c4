// What was said, for as long as somebody may still have to be shown it: clients that reconnect ask for what they missed.
// In this process's memory only, bounded, never on disk, never in a log.

import type { Activity, Draft } from "./direct-line-activities.ts";

const keptActivities = 200;
const keptConversations = 20_000;

type Listener = { activity(activity: Activity, watermark: string): void; ended(): void };

/** One conversation as its clients see it. */
export type History = {
  readonly id: string;
  /** Gives the draft its number and time, keeps it, and tells everybody who listens. */
  append(draft: Draft): Activity;
  /** Everything after a watermark that this server handed out earlier; no watermark means everything. */
  after(watermark: string | undefined): { activities: Activity[]; watermark: string };
  /** The id of the activity that a client sent under this id of its own, if it came before. */
  idOf(clientActivityId: string): string | undefined;
  listen(listener: Listener): () => void;
  /** What was said until now is gone. The numbers go on, so that no client mistakes new for old. */
  wipe(): void;
  /** Nothing more may come. */
  end(): void;
  readonly ended: boolean;
};

/** The conversations in memory. An unknown one is begun anew: its talk is in the store, only its screen is lost. */
export function conversationHistories(idleMinutes: number) {
  const histories = new Map<string, { history: History; used: number; listeners: Set<Listener> }>();

  const open = (id: string, first: number): History => {
    const listeners = new Set<Listener>();
    const history = createHistory(id, first, listeners);
    histories.set(id, { history, used: Date.now(), listeners });
    for (const oldest of histories.keys()) {
      if (histories.size <= keptConversations) break;
      histories.delete(oldest);
    }
    return history;
  };

  return {
    /** Is it in memory? */
    has: (id: string) => histories.has(id),

    /** A conversation that starts now. */
    start: (id: string) => open(id, 1),

    /** The conversation of that id, recreated empty when this process does not know it (any more). */
    get(id: string): History {
      const known = histories.get(id);
      // Tenths of seconds: after a restart the numbers must be above all that were given out before it.
      if (!known) return open(id, Math.floor(Date.now() / 100));
      known.used = Date.now();
      histories.delete(id);
      histories.set(id, known);
      return known.history;
    },

    /** Drops what nobody used for longer than the bot itself remembers. */
    sweep(now = Date.now()) {
      for (const [id, { history, used, listeners }] of histories) {
        if (now - used <= idleMinutes * 60_000) continue;
        if (listeners.size > 0) history.wipe();
        else histories.delete(id);
      }
    },
  };
}

export type Histories = ReturnType<typeof conversationHistories>;

function createHistory(id: string, first: number, listeners: Set<Listener>): History {
  let next = first;
  let activities: { number: number; activity: Activity }[] = [];
  let ended = false;

  return {
    id,
    get ended() {
      return ended;
    },
    append(draft) {
      const number = next++;
      const activity: Activity = {
        ...draft,
        id: `${id}|${String(number).padStart(7, "0")}`,
        timestamp: new Date().toISOString(),
        channelId: "directline",
        conversation: { id },
        channelData: { ...draft.channelData, "webchat:sequence-id": number },
      };
      if (ended) return activity;
      activities.push({ number, activity });
      if (activities.length > keptActivities) activities = activities.slice(-keptActivities);
      for (const listener of listeners) listener.activity(activity, String(number));
      return activity;
    },
    after(watermark) {
      const seen = Number.parseInt(watermark ?? "", 10);
      const later = Number.isNaN(seen) ? activities : activities.filter(({ number }) => number > seen);
      // A watermark from before a restart is never handed back lower than it came.
      const reached = Math.max(next - 1, Number.isNaN(seen) ? 0 : seen);
      return { activities: later.map(({ activity }) => activity), watermark: String(reached) };
    },
    idOf: (clientActivityId) =>
      activities.find(({ activity }) => activity.channelData?.clientActivityID === clientActivityId)?.activity
        .id,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wipe() {
      activities = [];
    },
    end() {
      ended = true;
      for (const listener of listeners) listener.ended();
    },
  };
}
