// Direct Line 3.0 as the page speaks it: a WebSocket, asking again and again where sockets are blocked, and after every
// break going on from the last thing seen.

import type { Activity } from "./activity.ts";

const api = "/v3/directline";
const kept = "chat";

type Session = { conversationId: string; token: string; language?: string };
type Described = Session & { streamUrl: string };
type Group = { activities: Activity[]; watermark?: string };

/** What the page wants to hear of. */
export type Listener = {
  activity(activity: Activity): void;
  connected(connected: boolean): void;
  /** Nothing more will come: the person left (`left`), or was away for too long. */
  ended(left: boolean): void;
  /** All is shown of a conversation that was held in another language than the page is opened in now. */
  switched(): void;
};

/** Over for good, or not to be had with this token. */
class Closed extends Error {}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One tab's conversation. */
export class Connection {
  private switched = false;
  private session: Session | undefined;
  private watermark = "";
  private over = false;
  private socket: WebSocket | undefined;
  private wake = () => {};
  private readonly listener: Listener;
  private readonly language: string;

  constructor(language: string, listener: Listener) {
    this.language = language;
    this.listener = listener;
    const wake = () => {
      // A socket that slept in a pocket may be dead without knowing it.
      this.socket?.close();
      this.wake();
    };
    let hidden = Date.now();
    addEventListener("online", wake);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) hidden = Date.now();
      else if (Date.now() - hidden > 30_000) wake();
    });
  }

  /** Goes on with this tab's conversation, or starts one, and stays connected until the end. */
  async run(): Promise<void> {
    let blocked = 0;
    let wait = 500;
    while (!this.over) {
      try {
        const described = await this.describe();
        this.listener.connected(true);
        const streamed = blocked < 2 && (await this.stream(described.streamUrl));
        blocked = streamed ? 0 : blocked + 1;
        if (blocked >= 2) await this.poll();
        wait = 500;
      } catch (error) {
        if (error instanceof Closed && !this.startAnew()) return this.end(false);
        if (!(error instanceof Closed)) this.listener.connected(false);
      }
      if (this.over) return;
      // Not all at the same moment when a server comes back.
      const some = wait * (0.5 + Math.random());
      await Promise.race([pause(some), new Promise<void>((resolve) => (this.wake = resolve))]);
      wait = Math.min(wait * 2, 15_000);
    }
  }

  /** Posts an activity; rejects when the server cannot be reached or refuses. */
  async post(activity: object): Promise<void> {
    if (!this.session) throw new Error("not connected yet");
    const path = `/conversations/${this.session.conversationId}/activities`;
    try {
      await this.call("POST", path, { locale: this.language, ...activity });
    } catch (error) {
      if (error instanceof Closed) this.end(false);
      throw error;
    }
  }

  /** Tells the server to forget everything, even while the page goes away. */
  leave(): void {
    this.over = true;
    const { session } = this;
    if (!session) return;
    void fetch(`${api}/conversations/${session.conversationId}/activities`, {
      method: "POST",
      keepalive: true,
      headers: { authorization: `Bearer ${session.token}`, "content-type": "application/json" },
      body: JSON.stringify({ type: "endOfConversation" }),
    }).catch(() => {});
  }

  /** This tab's conversation is no longer to be gone on with. */
  end(left: boolean): void {
    if (this.over) return;
    this.over = true;
    keep(undefined);
    this.socket?.close();
    this.listener.ended(left);
  }

  // What this tab remembered is gone on the server, and nothing of it is on the screen: nobody needs to hear of it.
  private startAnew(): boolean {
    if (this.session === undefined || this.watermark !== "") return false;
    this.session = undefined;
    keep(undefined);
    return true;
  }

  private async describe(): Promise<Described> {
    if (!this.session) {
      this.session = remembered();
      this.switched = this.session?.language !== undefined && this.session.language !== this.language;
    }
    if (this.session) {
      const found = await this.call(
        "GET",
        `/conversations/${this.session.conversationId}?watermark=${this.watermark}`,
      );
      return this.remember(found as Described);
    }
    this.session = (await this.call("POST", "/tokens/generate")) as Session;
    try {
      return this.remember(
        (await this.call("POST", "/conversations", { locale: this.language })) as Described,
      );
    } catch (error) {
      // Not begun: nobody would say hello in it.
      this.session = undefined;
      throw error;
    }
  }

  private remember(described: Described): Described {
    const { conversationId, token } = described;
    this.session = { conversationId, token, language: this.language };
    if (!this.over) keep(this.session);
    return described;
  }

  private take({ activities, watermark }: Group) {
    this.watermark = watermark ?? this.watermark;
    for (const activity of activities) if (!this.over) this.listener.activity(activity);
    if (!this.switched) return;
    this.switched = false;
    this.listener.switched();
  }

  // True if it was open at all.
  private stream(streamUrl: string): Promise<boolean> {
    const url = new URL(streamUrl);
    // Behind a proxy the server may not know how it is reached; the page does.
    url.protocol = location.protocol.replace("http", "ws");
    url.host = location.host;
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      this.socket = socket;
      let opened = false;
      let alive = 0;
      socket.onopen = () => {
        opened = true;
        // Empty frames find out about connections that died unnoticed.
        alive = setInterval(() => socket.send(""), 20_000);
      };
      socket.onmessage = ({ data }) => data && this.take(JSON.parse(data) as Group);
      socket.onclose = () => {
        clearInterval(alive);
        resolve(opened);
      };
    });
  }

  private async poll() {
    while (!this.over) {
      this.take(
        (await this.call(
          "GET",
          `/conversations/${this.session?.conversationId}/activities?watermark=${this.watermark}`,
        )) as Group,
      );
      await pause(document.hidden ? 10_000 : 1500);
    }
  }

  private async call(method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
    const response = await fetch(api + path, {
      method,
      headers: {
        ...(this.session && { authorization: `Bearer ${this.session.token}` }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      // Old phones have no timeout() and wait a little longer.
      ...(AbortSignal.timeout && { signal: AbortSignal.timeout(20_000) }),
    });
    if (response.ok) return response.json();
    // Expired, forged by a restart with another secret, or ended: this conversation is not to be had any more.
    if ([401, 403, 404].includes(response.status)) throw new Closed();
    throw new Error(`status ${response.status}`);
  }
}

// For this tab only, so that a reload goes on. Where the browser forbids even that, a reload starts anew.
function keep(session: Session | undefined) {
  try {
    if (session) sessionStorage.setItem(kept, JSON.stringify(session));
    else sessionStorage.removeItem(kept);
  } catch {}
}

function remembered(): Session | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(kept) ?? "null") as Session | null) ?? undefined;
  } catch {
    return undefined;
  }
}
