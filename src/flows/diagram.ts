// Draws the machine to diagram.md: npm run diagram. A test checks that the drawing is up to date.
import { writeFileSync } from "node:fs";
import type { AnyStateNode } from "xstate";
import { machine } from "./machine.ts";

/** A guard as the machine holds it: one with parameters, or several joined. */
type Drawable = { type?: string; params?: Record<string, string>; guards?: readonly unknown[] };

type Arrow = { readonly from: string; readonly to: string; readonly label: string };

const nameOf = (node: AnyStateNode): string => node.path.join(".") || "anywhere";

/** The guard of a transition, as words: `nextIs age`. */
function guardWords(guard: unknown): string {
  if (typeof guard === "string") return guard;
  const { guards, type, params } = guard as Drawable;
  if (guards) return guards.map(guardWords).join(" and ");
  return [type, ...Object.values(params ?? {})].filter(Boolean).join(" ");
}

function arrowsFrom(node: AnyStateNode): readonly Arrow[] {
  const from = nameOf(node);
  const transitions = [...node.transitions.values(), node.always ?? []].flat();
  return transitions.flatMap(({ target, eventType, guard }) => {
    const label = [eventType, guard ? `(${guardWords(guard)})` : ""].filter(Boolean).join(" ");
    return (target ?? [node]).map((to) => ({ from, to: nameOf(to), label }));
  });
}

/** The machine as a Mermaid state diagram: first the way of a talk, then what may interrupt it from anywhere. */
export function draw(): string {
  const states = Object.values(machine.states) as readonly AnyStateNode[];
  const way = states.flatMap(arrowsFrom);
  const root = arrowsFrom(machine.root);
  const mermaid = (arrows: readonly Arrow[]) =>
    arrows.map(({ from, to, label }) => `  ${from} --> ${to}${label && `: ${label}`}`);
  return [
    "<!-- Generated from machine.ts by npm run diagram. Change the machine, not this file. -->",
    "# The conversation",
    "",
    "The way of a talk. `deciding` asks the first question whose answer is unknown, then shows the plan.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> new",
    ...mermaid(way),
    "  left --> [*]",
    "```",
    "",
    "What may happen in every state. An arrow back to `anywhere` means: answered, and the same question stands.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    ...mermaid(root),
    "```",
    "",
  ].join("\n");
}

if (import.meta.main) writeFileSync(new URL("diagram.md", import.meta.url), draw());
