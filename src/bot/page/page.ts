// The chat page: what the person does goes to the server, what the server says goes on the screen.

import type { CardAction } from "./activity.ts";
import { actionsOf, clearBubbles, markBubble, showBubble, showChoices, showWriting } from "./bubbles.ts";
import { Connection } from "./connection.ts";
import { whenLeaving } from "./leaving.ts";

const words = document.body.dataset;
const composer = document.querySelector("#composer") as HTMLFormElement;
const message = document.querySelector("#message") as HTMLTextAreaElement;
const again = document.querySelector("#again") as HTMLButtonElement;
const status = document.querySelector("#status") as HTMLElement;

const shown = new Set<string>();
const sent = new Map<string, HTMLElement>();
let writing = 0;

const connection = new Connection(document.documentElement.lang, {
  activity(activity) {
    if (shown.has(activity.id)) return;
    shown.add(activity.id);
    if (activity.type === "endOfConversation") return connection.end(true);
    if (activity.type !== "message") return;
    if (activity.from.role === "bot") {
      waitForAnswer(false);
      showBubble("bot", activity.text ?? "");
      return showChoices(actionsOf(activity), choose);
    }
    const own = sent.get(activity.channelData?.clientActivityID ?? "");
    if (own) return markBubble(own, "sent");
    // From before a reload, or from another tab.
    showChoices([], choose);
    showBubble("user", activity.text ?? "");
  },
  connected(connected) {
    status.textContent = connected ? "" : (words.offline ?? "");
  },
  switched() {
    // The bot knows the names of its languages, and goes on in the one that was picked.
    say(words.languageName ?? "");
  },
  ended(left) {
    waitForAnswer(false);
    composer.hidden = true;
    again.hidden = false;
    status.textContent = words.ended ?? "";
    if (left) leaveOnlyTheLastBubble();
  },
});

whenLeaving(() => connection.leave());
composer.hidden = false;
again.addEventListener("click", () => location.reload());
composer.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
message.addEventListener("input", fitMessage);
message.addEventListener("keydown", (event) => {
  // While a word is being composed (Japanese, say) Enter belongs to the keyboard.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
void connection.run();

function send() {
  const text = message.value.trim();
  if (text === "") return;
  message.value = "";
  fitMessage();
  say(text);
}

function choose({ title, text, value }: CardAction) {
  say(text ?? title, typeof value === "string" ? { value } : {});
}

function say(text: string, more: object = {}) {
  showChoices([], choose);
  const clientActivityID = randomId();
  const bubble = showBubble("user", text);
  sent.set(clientActivityID, bubble);
  void deliver(bubble, { type: "message", text, ...more, channelData: { clientActivityID } });
}

// The same id every time: the server answers it once, however often it arrives.
async function deliver(bubble: HTMLElement, activity: object) {
  markBubble(bubble, "sending");
  waitForAnswer(true);
  for (const wait of [0, 1000, 3000]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      await connection.post(activity);
      return markBubble(bubble, "sent");
    } catch {}
  }
  waitForAnswer(false);
  markBubble(bubble, "failed", () => void deliver(bubble, activity));
}

function waitForAnswer(waiting: boolean) {
  clearTimeout(writing);
  if (waiting) writing = setTimeout(() => showWriting(true), 600);
  else showWriting(false);
}

function fitMessage() {
  message.style.height = "auto";
  message.style.height = `${message.scrollHeight}px`;
}

// They asked to hide or forget the talk: it must not stay on the screen either.
function leaveOnlyTheLastBubble() {
  const last = document.querySelector("#log")?.lastElementChild;
  clearBubbles();
  if (last) document.querySelector("#log")?.append(last);
}

// Not crypto.randomUUID: that one is missing where the page is not served over https.
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
