// What the person sees: bubbles and buttons, built node by node. No text ever becomes HTML.

import type { Activity, CardAction } from "./activity.ts";
import { piecesOf } from "./links.ts";

const words = document.body.dataset;
const log = document.querySelector("#log") as HTMLElement;
const choices = document.querySelector("#choices") as HTMLElement;
const scroller = document.querySelector("#scroller") as HTMLElement;
const more = document.querySelector("#more") as HTMLElement;

scroller.addEventListener("scroll", showMore, { passive: true });
addEventListener("resize", showMore);
more.addEventListener("click", () => scroller.scrollBy({ top: scroller.clientHeight * 0.8 }));

/** Shows one message, from the bot or from the person. */
export function showBubble(from: "bot" | "user", text: string): HTMLElement {
  const bubble = document.createElement("article");
  bubble.className = from;
  const sender = document.createElement("span");
  sender.className = "hidden";
  sender.textContent = (from === "bot" ? words.botSaid : words.youSaid) ?? "";
  bubble.append(sender, ...(from === "bot" ? paragraphs(text) : [paragraph(text, false)]));
  log.append(bubble);
  showLatest();
  return bubble;
}

/** Shows the buttons of an answer instead of those before. */
export function showChoices(actions: readonly CardAction[], choose: (action: CardAction) => void): void {
  choices.replaceChildren();
  if (actions.length === 0) {
    choices.removeAttribute("role");
    return;
  }
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", words.choicesLabel ?? "");
  for (const action of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.title;
    button.addEventListener("click", () => {
      choices.replaceChildren();
      // The focused button is gone. From the log, Tab leads to the next answer's first button.
      log.focus({ preventScroll: true });
      choose(action);
    });
    choices.append(button);
  }
  showLatest();
}

/** Marks a message as on its way, sent, or not sent with a button to try again. */
export function markBubble(
  bubble: HTMLElement,
  state: "sending" | "sent" | "failed",
  again?: () => void,
): void {
  bubble.dataset.state = state;
  bubble.querySelector(".failed")?.remove();
  if (state !== "failed") return;
  const note = document.createElement("p");
  note.className = "failed";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.tryAgain ?? "";
  button.addEventListener("click", () => again?.());
  note.append(`${words.notSent ?? ""} `, button);
  bubble.append(note);
  showLatest();
}

/** Three dots while the answer takes long. */
export function showWriting(writing: boolean): void {
  const dots = document.querySelector(".writing");
  if (!writing) dots?.remove();
  if (!writing || dots) return;
  const shown = document.createElement("div");
  shown.className = "writing";
  shown.setAttribute("aria-label", words.writing ?? "");
  shown.append(...[1, 2, 3].map(() => document.createElement("i")));
  choices.before(shown);
  showLatest();
}

/** Takes everything off the screen. */
export function clearBubbles(): void {
  log.replaceChildren();
  choices.replaceChildren();
}

/** The buttons an activity carries. */
export function actionsOf(activity: Activity): readonly CardAction[] {
  return activity.suggestedActions?.actions ?? [];
}

// The newest is in view, but no further than where it begins: a long answer is read from the top.
function showLatest() {
  const own = [...log.querySelectorAll<HTMLElement>(".user")].pop();
  scroller.scrollTop = own ? own.offsetTop - 12 : 0;
  showMore();
}

// Says that there is more below: a plan is longer than a phone.
function showMore() {
  const end = choices.offsetTop + choices.offsetHeight;
  more.hidden = end < scroller.scrollTop + scroller.clientHeight + 24;
}

function paragraphs(text: string): HTMLElement[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const shown: HTMLElement[] = [];
  for (const [index, line] of lines.entries()) {
    const item = /^[-•*] +(.*)$/.exec(line)?.[1];
    // A short first line without a full stop heads what follows.
    const heading = index === 0 && lines.length > 1 && /^.{1,90}[^.,:;!?…]$/u.test(line);
    if (item !== undefined) listAtEnd(shown).append(paragraph(item, true, "li"));
    else if (heading) shown.push(paragraph(calm(line), true, "p", "heading"));
    else shown.push(paragraph(line, true));
  }
  return shown;
}

function listAtEnd(shown: HTMLElement[]): HTMLElement {
  const last = shown[shown.length - 1];
  if (last?.tagName === "UL") return last;
  const list = document.createElement("ul");
  shown.push(list);
  return list;
}

// Plain text channels shout their headings to set them apart. Here they are bold.
function calm(heading: string): string {
  const shouted = heading === heading.toUpperCase() && heading.includes(" ");
  return shouted ? heading.charAt(0) + heading.slice(1).toLowerCase() : heading;
}

function paragraph(text: string, tappable: boolean, tag: "p" | "li" = "p", className = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  for (const { text: piece, href } of tappable ? piecesOf(text) : [{ text, href: undefined }]) {
    element.append(href === undefined ? piece : linkTo(href, piece));
  }
  return element;
}

function linkTo(href: string, text: string): HTMLElement {
  const link = document.createElement("a");
  link.href = href;
  if (href.startsWith("http")) {
    link.textContent = text.replace(/^https?:\/\/(www\.)?|\/$/g, "");
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  } else {
    link.textContent = text;
    link.className = "number";
  }
  return link;
}
